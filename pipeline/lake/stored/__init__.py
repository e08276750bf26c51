"""Delta tables and their data files, as they are written."""
