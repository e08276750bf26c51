"""When: the date expressions of an article, what they refer to, and the day of an event."""
