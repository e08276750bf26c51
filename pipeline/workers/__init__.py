"""A small pool of processes that can be killed, for one pure function.

A page that hangs or crashes a parser must cost its deadline and itself, nothing else. Threads
cannot be killed and executors lose the whole pool, so every worker here is a process of its own. It
is forked from one that has imported the module of the function and nothing of the program that uses
the pool, reads items from a socket and answers in their order.

The kernel keeps the deadline: the worker sets a timer whose signal ends it, so that neither the
parent nor the interpreter's lock is needed for it. A worker also ends as soon as its socket closes,
so none outlives its parent, however that one went. (pebble, the kept library for this, hands over
150 kB pages at half the speed, reads all items before the first result, and leaves a hung worker
running for ever when its parent is killed.)
"""

from pipeline.workers.pool import WorkerFailure, WorkerPool

__all__ = ["WorkerFailure", "WorkerPool"]
