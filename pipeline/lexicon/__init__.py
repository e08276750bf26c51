"""Words as data: the tables under ``pipeline/data`` and what matches them. Pure."""
