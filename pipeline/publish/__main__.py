"""Write every script of every warehouse into a folder: ``python -m pipeline.publish FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.publish.scripts import write_all

write_all(Path(sys.argv[1]))
