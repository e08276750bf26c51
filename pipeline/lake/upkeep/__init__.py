"""Chores, checks and rewritings of a whole lake."""
