"""A pool of Beam's Python workers on loopback, in a process of its own: ``PORT`` is its argument.

An engine asks it for a worker of each environment (``--environment_type EXTERNAL``); a worker is a
thread of this process. Beam's own program of that name listens on every interface.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import grpc
from apache_beam.portability.api import beam_fn_api_pb2_grpc
from apache_beam.runners.worker.worker_pool_main import BeamFnExternalWorkerPoolServicer


def serve(port: int) -> None:
    """Serve until the process is ended."""
    server = grpc.server(ThreadPoolExecutor(max_workers=8))
    servicer = BeamFnExternalWorkerPoolServicer(data_buffer_time_limit_ms=-1)
    beam_fn_api_pb2_grpc.add_BeamFnExternalWorkerPoolServicer_to_server(servicer, server)
    if server.add_insecure_port(f"127.0.0.1:{port}") != port:
        sys.exit(f"port {port} is taken")
    server.start()
    print("ready", flush=True)
    server.wait_for_termination()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
