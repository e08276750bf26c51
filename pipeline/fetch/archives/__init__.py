"""Pages without a feed: from WARC files, JSON Lines and folders, and what was fetched as WARC."""
