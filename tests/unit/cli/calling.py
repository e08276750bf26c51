"""What a call of the command line gives."""

from __future__ import annotations

from collections.abc import Callable

#: Arguments to exit code, standard output, standard error.
Run = Callable[..., tuple[int, str, str]]
