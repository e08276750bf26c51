"""A process of its own that builds windows for a rebuild, and is replaced now and then.

Its worker processes go from window to window with it.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing import get_context

from pipeline.beam.build import BuildSettings, build
from pipeline.beam.crew import keep_crews
from pipeline.errors import WorldError
from pipeline.windows import format_window
from pipeline.workers.parent import end_with_parent

#: Windows that one process builds: each leaves 6 to 8 MB in Arrow's pool of memory, and a new
#: process takes 2 s to import Beam.
WINDOWS_A_PROCESS = 50
#: What the process keeps as long as it lives.
_KEPT = ExitStack()


def open_builder() -> ProcessPoolExecutor:
    """A process that builds windows, replaced when it has built so many."""
    return ProcessPoolExecutor(
        max_workers=1,
        mp_context=get_context("spawn"),
        initializer=_prepare,
        max_tasks_per_child=WINDOWS_A_PROCESS,
    )


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
