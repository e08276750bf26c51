"""Make build/compiled: the package as it is, with the extractor as machine code (mypyc).

Run by `make compiled`. What is imported with ``PYTHONPATH=build/compiled`` tells the same mentions
at 1.4 to 1.5 times the speed (docs/choices.md); the sources are never shadowed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mypyc.build import mypycify
from setuptools import Extension, setup

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "build" / "compiled"
#: What reads articles. Left in Python: modules that only compile data files, one that mypyc cannot
#: take (it knows no memoryview), and packages' front doors, which import by name.
COMPILED = (
    "pipeline/sentences.py",
    "pipeline/text.py",
    "pipeline/lexicon/*.py",
    "pipeline/extract/**/*.py",
)
LEFT_OUT = ("build_places.py", "place_sources.py", "places_file.py", "tables.py", "__init__.py")
CHECKS = ("--config-file=", "--explicit-package-bases", "--ignore-missing-imports")


def main(arguments: Sequence[str]) -> None:
    """Copy the package and compile the copy in place; ``check``: only see that it can be."""
    if "check" in arguments:
        with tempfile.TemporaryDirectory() as folder:
            _translate(Path(folder))
        return
    modules = _translate(TARGET)
    setup(name="sitrep-compiled", ext_modules=modules, script_args=["-q", "build_ext", "--inplace"])
    shutil.rmtree("build")


def _translate(folder: Path) -> list[Extension]:
    """Copy the package to a folder, go there, and write the extractor in C."""
    shutil.rmtree(folder, ignore_errors=True)
    ignored = shutil.ignore_patterns("__pycache__", "*.so")
    shutil.copytree(ROOT / "pipeline", folder / "pipeline", ignore=ignored)
    os.chdir(folder)
    sys.path.insert(0, "")
    sources = [str(path) for pattern in COMPILED for path in sorted(Path().glob(pattern))]
    chosen = [path for path in sources if Path(path).name not in LEFT_OUT]
    return mypycify([*CHECKS, *chosen], opt_level="3", debug_level="0")


if __name__ == "__main__":
    main(sys.argv[1:])
