"""Feeds: which ones there are, what they say, when to ask again.

Pure but for reading the feeds file: `pipeline.fetch` does the asking.
"""
