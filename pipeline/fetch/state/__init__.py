"""What is known between runs, in a database (SQLite or PostgreSQL).

``database`` opens it, ``tables`` are its tables, ``migrations`` bring older ones up to date and
``journal`` gathers the writes of many tasks; each store reads and writes one kind of thing: feeds,
polls, items, hosts, and in ``spool`` the responses that wait to be landed.
"""
