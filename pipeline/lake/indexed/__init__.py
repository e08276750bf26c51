"""Which days have a value: the index that says what a window has to read."""
