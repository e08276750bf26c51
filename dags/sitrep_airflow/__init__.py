"""What the DAGs of this folder share: commands, windows, assets, what to do when one fails.

Only the standard library and ``airflow.sdk``: the folder is read anew every few seconds.
"""
