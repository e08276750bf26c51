"""Committed versions as readers see them: trees of hard links, views of all tables, snapshots."""
