"""Make build/compiled: the package as it is, with the extractor as machine code (mypyc).

Run by `make compiled`. What is imported with ``PYTHONPATH=build/compiled`` tells the same mentions
faster (docs/choices.md); the sources are never shadowed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mypyc.build import mypycify
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

from scripts.constructors import write_out

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
#: Most of the time is spent in Python's own functions (of 2,005 samples 13 % in ours). At -O1 gcc
#: takes three minutes of the processor for 26 MB of C, a file a module; in one file, 94 MB of C, it
#: had not ended after eight at -O3.
OPTIMISED = "1"
#: Calls from module to module are direct ones: nothing outside of the library looks them up.
CALLED_WITHIN = [] if sys.platform == "win32" else ["-fvisibility=hidden"]
CHECKS = ("--config-file=", "--explicit-package-bases", "--ignore-missing-imports")


def main(arguments: Sequence[str]) -> None:
    """Copy the package, and put in what is compiled of another copy; ``check``: only translate."""
    is_check = "check" in arguments
    if not is_check:
        shutil.rmtree(TARGET, ignore_errors=True)
        _copy(TARGET)
    with tempfile.TemporaryDirectory() as folder:
        modules = _translate(Path(folder))
        if not is_check:
            _compile(modules)
            for library in Path().glob("**/*.so"):
                shutil.copy2(library, TARGET / library)


def _translate(folder: Path) -> list[Extension]:
    """Copy the package to a folder, go there, and write the extractor in C."""
    _copy(folder)
    os.chdir(folder)
    sys.path.insert(0, "")
    sources = [path for pattern in COMPILED for path in sorted(Path().glob(pattern))]
    chosen = [path for path in sources if path.name not in LEFT_OUT]
    for path in chosen:
        path.write_text(write_out(path.read_text("utf-8")), "utf-8")
    arguments = [*CHECKS, *map(str, chosen)]
    modules = mypycify(arguments, opt_level=OPTIMISED, debug_level="0", multi_file=True)
    for module in modules:
        module.extra_compile_args += CALLED_WITHIN
    return modules


def _copy(folder: Path) -> None:
    """The package as it is, in a folder."""
    ignored = shutil.ignore_patterns("__pycache__", "*.so")
    shutil.copytree(ROOT / "pipeline", folder / "pipeline", ignore=ignored)


def _compile(modules: list[Extension]) -> None:
    """Make the libraries in place, one file of C on each core."""
    commands = {"build_ext": BuildOnAllCores}
    arguments = ["-q", "build_ext", "--inplace"]
    setup(name="sitrep-compiled", ext_modules=modules, script_args=arguments, cmdclass=commands)
    shutil.rmtree("build")


class BuildOnAllCores(build_ext):  # type: ignore[misc]  # setuptools tells no types
    """Compiles files side by side: setuptools takes those of one library one by one."""

    def build_extensions(self) -> None:
        """Compile and link all libraries."""
        self.parallel = os.cpu_count() or 1
        compile_files = self.compiler.compile

        def compile_all(sources: Sequence[str], **options: Any) -> list[str]:
            with ThreadPoolExecutor(self.parallel) as pool:
                made = pool.map(lambda source: compile_files([source], **options), sources)
                return [path for paths in made for path in paths]

        self.compiler.compile = compile_all
        super().build_extensions()


if __name__ == "__main__":
    main(sys.argv[1:])
