"""Put the machine code of build/compiled into the wheel of this checkout, for this platform.

Run by `make wheel`, which compiles and compares before. What is installed from it tells the same
mentions as the sources, faster; no compiler is needed where it is installed.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).parent.parent
COMPILED = ROOT / "build" / "compiled"
_ANY = "py3-none-any"


def main(arguments: Sequence[str]) -> None:
    """Add the machine code to the plain wheel of a folder; the plain one is taken away."""
    (folder,) = map(Path, arguments)
    (plain,) = folder.glob(f"*-{_ANY}.whl")
    libraries = {p.relative_to(COMPILED).as_posix(): p for p in sorted(COMPILED.rglob("*.so"))}
    if not libraries or not is_current(COMPILED, ROOT):
        sys.exit("no machine code of these sources in build/compiled: make compiled")
    made = add_libraries(plain, libraries, platform_tag())
    plain.unlink()
    print(made)


def is_current(compiled: Path, root: Path) -> bool:
    """Whether the sources beside the machine code are those of a checkout."""
    pairs = [(copy, root / copy.relative_to(compiled)) for copy in compiled.rglob("*.py")]
    return all(s.exists() and s.read_bytes() == c.read_bytes() for c, s in pairs)


def platform_tag() -> str:
    """The tag of what this interpreter can load: ``cp311-cp311-linux_x86_64``."""
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    system = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    return f"{python}-{python}-{system}"


def add_libraries(plain: Path, libraries: Mapping[str, Path], tag: str) -> Path:
    """A wheel beside a plain one, with libraries under their paths in it; its path."""
    made = plain.with_name(plain.name.replace(_ANY, tag))
    with ZipFile(plain) as source:
        files = {name: source.read(name) for name in source.namelist()}
    files |= {name: path.read_bytes() for name, path in libraries.items()}
    (about,) = (name for name in files if name.endswith(".dist-info/WHEEL"))
    (record,) = (name for name in files if name.endswith(".dist-info/RECORD"))
    files[about] = _for_platform(files[about].decode(), tag).encode()
    files[record] = b""
    files[record] = _list_files(files, record)
    with ZipFile(made, "w", ZIP_DEFLATED) as wheel:
        for name, content in files.items():
            wheel.writestr(name, content)
    return made


def _for_platform(about: str, tag: str) -> str:
    return about.replace(_ANY, tag).replace("Root-Is-Purelib: true", "Root-Is-Purelib: false")


def _list_files(files: Mapping[str, bytes], record: str) -> bytes:
    """The rows of RECORD: path, digest, size; of itself the path alone."""
    told = io.StringIO()
    rows = csv.writer(told, lineterminator="\n")
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        is_itself = name == record
        rows.writerow((name, "", "") if is_itself else (name, f"sha256={digest}", len(content)))
    return told.getvalue().encode()


if __name__ == "__main__":
    main(sys.argv[1:])
