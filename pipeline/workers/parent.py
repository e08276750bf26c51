"""A process that does not outlive the one that started it, however that one ends.

Without it a process that waits for work would wait for ever when its parent is killed.
"""

from __future__ import annotations

import os
import threading
from multiprocessing import parent_process


def end_with_parent() -> None:
    """Watch the parent from now on, in a thread; to be called in the process itself."""
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
