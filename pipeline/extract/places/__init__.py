"""Where: the places that an article names, and the place of an event."""
