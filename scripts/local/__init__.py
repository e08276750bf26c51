"""Airflow on this machine alone: what `make airflow` starts, `make drill` breaks, and both stop.

Everything lies in one folder and listens on loopback only. The processes are those of the service
units in docs/operations.md: api-server, scheduler, dag-processor, triggerer.
"""
