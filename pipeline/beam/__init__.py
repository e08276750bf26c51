"""The flow as a Beam job: the only package that imports Apache Beam, and it takes no decision."""

from __future__ import annotations

import logging

# here first, so that it is quiet wherever it is needed: it warns of clients of clouds
_disabled = logging.root.manager.disable
logging.disable(logging.WARNING)
try:
    import apache_beam  # noqa: F401
finally:
    logging.disable(_disabled)
