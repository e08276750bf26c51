"""A process of its own that builds windows for a rebuild, and is replaced now and then.

Its worker processes go from window to window with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context

import pyarrow as pa

from pipeline.beam.build import BuildSettings, build
from pipeline.beam.crew import keep_crews
from pipeline.errors import WorldError
from pipeline.windows import format_window
from pipeline.workers.parent import end_with_parent

#: Windows that one process builds: what each leaves behind adds up, and a new process takes 2 s to
#: import Beam.
WINDOWS_A_PROCESS = 50
#: Arrow's usual allocator keeps 2 to 3 MB of each window, this one a tenth of that.
_ALLOCATOR = "jemalloc"
_ALLOCATOR_NAMED = "ARROW_DEFAULT_MEMORY_POOL"
#: What the process keeps as long as it lives.
_KEPT = ExitStack()


@contextmanager
def open_builder() -> Iterator[ProcessPoolExecutor]:
    """A process that builds windows, replaced when it has built so many."""
    with (
        _naming_allocator(),
        ProcessPoolExecutor(
            max_workers=1,
            mp_context=get_context("spawn"),
            initializer=_prepare,
            max_tasks_per_child=WINDOWS_A_PROCESS,
        ) as builder,
    ):
        yield builder


@contextmanager
def _naming_allocator() -> Iterator[None]:
    """Name the allocator to processes that are started meanwhile, unless somebody has done so."""
    is_ours = _ALLOCATOR_NAMED not in os.environ and _ALLOCATOR in pa.supported_memory_backends()
    if is_ours:
        os.environ[_ALLOCATOR_NAMED] = _ALLOCATOR
    try:
        yield
    finally:
        if is_ours:
            del os.environ[_ALLOCATOR_NAMED]


def build_in(builder: ProcessPoolExecutor, settings: BuildSettings) -> None:
    """Build a window in that process.

    Raises:
        WorldError: it was killed; and what ``build`` raises.
    """
    try:
        builder.submit(build, settings).result()
    except BrokenProcessPool as error:
        window = format_window(settings.window_start)
        raise WorldError(f"the process that built {window} was killed") from error


def _prepare() -> None:
    """Keep workers from window to window, and end with the parent, however that ends."""
    _KEPT.enter_context(keep_crews())
    end_with_parent()
