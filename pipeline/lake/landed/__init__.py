"""What the pull stages bring in, before it is committed."""
