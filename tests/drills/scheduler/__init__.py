"""Six windows in a real Airflow on PostgreSQL, with kills: what is left is what should be.

The DAGs are those of dags/, unchanged; a cluster policy makes their six windows of 2022 due at
once. `sitrep` is a stand-in in front on the PATH that turns the newswire to a window's edition,
marks that it is at work, and becomes the real command.
"""
