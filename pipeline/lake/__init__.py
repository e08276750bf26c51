"""The lake: Delta tables inside, plain Hive Parquet outside, one commit point."""
