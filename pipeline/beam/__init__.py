"""The flow as a Beam job: the only package that imports Apache Beam, and it takes no decision."""

from __future__ import annotations

import gc
import logging
import sys

#: The client of a database, imported where there is one; what it brings along takes a tenth of a
#: window's start.
_SPARED = "pymongo"

# here first, so that it is quiet wherever it is needed: it warns of clients of clouds
_disabled = logging.root.manager.disable
_was_there = _SPARED in sys.modules
logging.disable(logging.WARNING)
gc.disable()  # nearly all that is made stays: to look for garbage is another tenth
sys.modules.setdefault(_SPARED, None)  # type: ignore[arg-type]
try:
    import apache_beam  # noqa: F401
finally:
    if not _was_there:
        del sys.modules[_SPARED]
    gc.freeze()
    gc.enable()
    logging.disable(_disabled)
