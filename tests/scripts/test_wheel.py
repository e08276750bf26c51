"""The wheel with machine code: the plain one, and libraries for one platform."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from scripts.wheel import add_libraries, is_current, platform_tag

WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
METADATA = "Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n"


def make_wheel(folder: Path) -> Path:
    path = folder / "toy-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as wheel:
        wheel.writestr("toy/__init__.py", "told = 'source'\n")
        wheel.writestr("toy-1.0.dist-info/METADATA", METADATA)
        wheel.writestr("toy-1.0.dist-info/WHEEL", WHEEL)
        wheel.writestr("toy-1.0.dist-info/RECORD", "toy/__init__.py,,\n")
    return path


def test_libraries_are_added_for_this_platform(tmp_path: Path) -> None:
    library = tmp_path / "fast.so"
    library.write_bytes(b"machine code")
    made = add_libraries(make_wheel(tmp_path), {"toy/fast.so": library}, platform_tag())
    assert made.name == f"toy-1.0-{platform_tag()}.whl"
    with ZipFile(made) as wheel:
        assert wheel.read("toy/fast.so") == b"machine code"
        about = wheel.read("toy-1.0.dist-info/WHEEL").decode()
    assert f"Tag: {platform_tag()}" in about
    assert "Root-Is-Purelib: false" in about


def test_an_installer_takes_it(tmp_path: Path) -> None:
    """Its record has every file with its digest, or pip would warn or refuse."""
    library = tmp_path / "fast.so"
    library.write_bytes(b"machine code")
    made = add_libraries(make_wheel(tmp_path), {"toy/fast.so": library}, platform_tag())
    target = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, "--target", str(target), str(made)], check=True)
    assert (target / "toy" / "fast.so").read_bytes() == b"machine code"
    rows = (target / "toy-1.0.dist-info" / "RECORD").read_text().splitlines()
    assert any(row.startswith("toy/fast.so,sha256=") for row in rows)


def test_machine_code_of_other_sources_is_not_current(tmp_path: Path) -> None:
    for folder, text in (("old", "a = 1"), ("same", "a = 2"), ("root", "a = 2")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.py").write_text(text)
    assert is_current(tmp_path / "same", tmp_path / "root")
    assert not is_current(tmp_path / "old", tmp_path / "root")
