"""Frames of one incident become one: what is told again, what follows from it, what is another."""
