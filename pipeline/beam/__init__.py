"""The flow as a Beam job: the only package that imports Apache Beam, and it takes no decision."""

from __future__ import annotations

import gc
import logging
import sys

#: What Beam imports where it is there, and no window asks for: the clients of a database and of a
#: cloud's store, and tables of letters for answers from the web. With what they bring along they
#: would take a third of a window's start.
_SPARED = ("pymongo", "boto3", "chardet")

# here first, so that it is quiet wherever it is needed: it warns of clients of clouds
_disabled = logging.root.manager.disable
_hidden = [name for name in _SPARED if name not in sys.modules]
logging.disable(logging.WARNING)
gc.disable()  # nearly all that is made stays: to look for garbage is another tenth
sys.modules.update(dict.fromkeys(_hidden))  # type: ignore[arg-type]
try:
    import apache_beam  # noqa: F401
finally:
    for _name in _hidden:
        del sys.modules[_name]
    gc.freeze()
    gc.enable()
    logging.disable(_disabled)
