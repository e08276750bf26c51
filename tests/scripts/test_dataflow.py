"""The recipe for Dataflow: image, template, launcher. The service itself is not called."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from apache_beam.options.pipeline_options import WorkerOptions
from apache_beam.portability.api import beam_runner_api_pb2

from pipeline.beam.build import BuildSettings, build
from pipeline.beam.depot import save_job
from pipeline.beam.jobs import WindowJob
from pipeline.errors import WorldError
from pipeline.lake import Lake, Snapshot
from pipeline.lake.landed.landing import land
from pipeline.runners import Running
from tests.beam.test_jobs import TEXTS, WINDOW, page, tables

ROOT = Path(__file__).parents[2]
HOME = ROOT / "scripts" / "dataflow"
HAS_GOOGLE = all(map(find_spec, ("google", "google.cloud", "google.cloud.storage")))
#: What the service knows of a template's parameter, and its kinds of text parameters.
KNOWN = {"name", "label", "helpText", "regexes", "paramType", "isOptional"}
KINDS = {"TEXT", "GCS_READ_FILE", "GCS_READ_BUCKET", "GCS_WRITE_BUCKET"}
EXAMPLES = {
    "job": "gs://news-lake/sitrep/job-0123456789abcdef0123456789abcdef/staged/job",
    "sdk_container_image": "images.example/a-project/sitrep:0.1.0",
}


def read_template() -> dict[str, Any]:
    template: dict[str, Any] = json.loads((HOME / "template.json").read_text("utf-8"))
    return template


def read_instructions() -> list[tuple[str, str]]:
    """The instructions of the container file, arguments put in and lines joined."""
    text = re.sub(r"\\\n\s*", "", (HOME / "Containerfile").read_text("utf-8"))
    for name, value in re.findall(r"^ARG (\w+)=(\S+)$", text, re.MULTILINE):
        text = text.replace(f"${{{name}}}", value)
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def read_lock(path: Path) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)", path.read_text(), re.M)
    return dict(found)


def test_the_template_says_what_the_service_asks_of_it() -> None:
    template = read_template()
    assert template.keys() == {"name", "description", "parameters"}
    names = [parameter["name"] for parameter in template["parameters"]]
    assert len(set(names)) == len(names)
    for parameter in template["parameters"]:
        assert parameter.keys() <= KNOWN
        assert all(parameter[name] for name in ("name", "label", "helpText"))
        assert re.fullmatch(r"[a-zA-Z][a-zA-Z0-9_]*", parameter["name"])
        assert parameter["paramType"] in KINDS


def test_parameters_take_what_they_are_for_and_nothing_else() -> None:
    patterns = {p["name"]: p["regexes"] for p in read_template()["parameters"]}
    assert patterns.keys() == EXAMPLES.keys()
    for name, regexes in patterns.items():
        for regex in regexes:
            assert re.fullmatch(regex, EXAMPLES[name])
            assert not re.fullmatch(regex, EXAMPLES[name] + " --other")
            assert not re.fullmatch(regex, "/etc/passwd")


def test_every_parameter_is_an_option_of_the_launcher_or_of_beam() -> None:
    beams = set(WorkerOptions([]).get_all_options())
    assert {p["name"] for p in read_template()["parameters"]} <= {"job"} | beams


def test_the_image_has_the_beam_and_the_python_of_the_lock() -> None:
    bases = [rest.split()[0] for name, rest in read_instructions() if name == "FROM"]
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    locked = {
        read_lock(path)["apache-beam"]
        for path in (ROOT / "requirements.txt", HOME / "requirements.txt")
    }
    assert locked == {version("apache-beam")}
    if python == "3.11":
        assert bases[1] == f"apache/beam_python{python}_sdk:{version('apache-beam')}"
    assert bases[0] == "${LAUNCHER}"  # given by its address when the image is made
    assert "python311-template-launcher-base" in (HOME / "Containerfile").read_text()
    assert "--python-version 3.11 --python-platform linux" in (ROOT / "Makefile").read_text()


def test_all_that_the_image_copies_is_there_and_let_through() -> None:
    ignored = (HOME / "Containerfile.dockerignore").read_text().split()
    assert ignored == ["*", "!dist/*.whl", "!scripts/dataflow"]
    sources = [
        rest.split()[0]
        for name, rest in read_instructions()
        if name == "COPY" and "--from" not in rest
    ]
    assert sources == ["scripts/dataflow/requirements.txt", "dist/", "scripts/dataflow/launch.py"]
    assert all((ROOT / source).exists() for source in sources if source != "dist/")


def test_the_launcher_is_where_the_image_says() -> None:
    instructions = read_instructions()
    targets = [rest.split()[-1] for name, rest in instructions if name == "COPY"]
    (setting,) = (rest for name, rest in instructions if name == "ENV")
    assert setting == "FLEX_TEMPLATE_PYTHON_PY_FILE=/template/launch.py"
    assert setting.partition("=")[2] in targets
    assert ("ENTRYPOINT", '["/opt/apache/beam/boot"]') in instructions


def test_what_the_image_installs_is_locked_and_nothing_is_secret() -> None:
    lock = (HOME / "requirements.txt").read_text("utf-8")
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=[a-z0-9])", lock)[1:])
    image = (HOME / "Containerfile").read_text("utf-8")
    assert not re.search(r"https?://|index-url", lock + image)
    assert not re.search(r"password|secret|token|credential|/root/|/home/", image)
    ours, theirs = read_lock(ROOT / "requirements.txt"), read_lock(HOME / "requirements.txt")
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.split(r"[~>\[]", entry)[0] for entry in asked} - {"apache-airflow"}
    assert {name: theirs.get(name) for name in names} == {name: ours[name] for name in names}


FAKE = """#!{python}
import os, subprocess, sys
arguments = sys.argv[1:]
if arguments[:3] == ["dataflow", "flex-template", "run"]:
    (job,) = (a.split("=", 2)[2] for a in arguments if a.startswith("--parameters=job="))
    # what the launcher of a template passes on, but for the runner
    options = ["--runner=FnApiRunner", "--project=p", "--region=r", "--job_name=sitrep-1"]
    options += ["--temp_location=gs://bucket/tmp", "--sdk_container_image=image"]
    subprocess.run([sys.executable, {launcher!r}, f"--job={{job}}", *options], check=True)
    print("2022-08-26_1")
else:
    assert arguments[:4] == ["dataflow", "jobs", "describe", "2022-08-26_1"], arguments
    print(os.environ["TOLD_STATE"])
"""


@pytest.fixture
def gcloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Google Cloud that launches the template on this machine."""
    program = tmp_path / "bin" / "gcloud"
    program.parent.mkdir()
    program.write_text(FAKE.format(python=sys.executable, launcher=str(HOME / "launch.py")))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("SITREP_POLL_S", "0.1")


def settings(home: Path, *options: str) -> BuildSettings:
    lake = home / "lake"
    pages = [page(url, WINDOW, text) for url, text in TEXTS.items()]
    land(lake, WINDOW, "fetch-all", "pages", pages)
    how = ("--template-file-gcs-location=gs://bucket/template.json", *options)
    running = Running(str(HOME / "run"), how, depot=str(home / "depot"))
    return BuildSettings(lake, WINDOW, running)


@pytest.mark.slow
@pytest.mark.usefixtures("gcloud")
def test_the_template_gives_the_tables_of_the_local_runner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOLD_STATE", "JOB_STATE_DONE")
    report = build(settings(tmp_path, "--region=r"))
    assert report.counts["clean"]["kept"] == 2
    local = tmp_path / "local"
    land(local, WINDOW, "fetch-all", "pages", [page(u, WINDOW, t) for u, t in TEXTS.items()])
    build(BuildSettings(local, WINDOW))
    ours, theirs = tables(local), tables(tmp_path / "lake")
    assert {name for name in ours if not ours[name].equals(theirs[name])} == set()


@pytest.mark.slow
@pytest.mark.usefixtures("gcloud")
@pytest.mark.parametrize(("region", "code"), [((), 2), (("--region=r",), 1)])
def test_a_job_that_fails_or_has_no_region_publishes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, region: tuple[str, ...], code: int
) -> None:
    monkeypatch.setenv("TOLD_STATE", "JOB_STATE_FAILED")
    with pytest.raises(WorldError, match=f"scripts/dataflow/run ended with {code}"):
        build(settings(tmp_path, *region))
    assert not Lake(tmp_path / "lake").snapshot().versions


SERVICE = """#!/bin/sh
case "$2 $3" in
  "flex-template run") echo 2022-08-26_1 ;;
  "jobs describe") echo JOB_STATE_RUNNING ;;
  *) echo "$*" > "$TOLD" ;;
esac
"""


@pytest.mark.slow
@pytest.mark.usefixtures("gcloud")
def test_a_build_that_is_stopped_stops_its_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin" / "gcloud").write_text(SERVICE)
    monkeypatch.setenv("TOLD", str(told := tmp_path / "told"))
    call = f"_call([{str(HOME / 'run')!r}, '--region=r', 'gs://bucket/job'])"
    program = f"from pipeline.beam.running import _call\n{call}"
    with subprocess.Popen(
        [sys.executable, "-c", program], stderr=subprocess.PIPE, text=True
    ) as build_of_it:
        assert build_of_it.stderr is not None
        assert build_of_it.stderr.readline() == "dataflow    job 2022-08-26_1\n"
        build_of_it.terminate()
        assert "ended with 143" in build_of_it.stderr.read()
    assert told.read_text() == "dataflow jobs cancel 2022-08-26_1 --region=r\n"


def launch(job: WindowJob, *options: str) -> subprocess.CompletedProcess[str]:
    """Call the launcher as the template's does."""
    command = [sys.executable, str(HOME / "launch.py"), f"--job={save_job(job)}", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.slow
def test_a_launcher_of_a_runner_of_no_name_says_so_in_one_line(tmp_path: Path) -> None:
    said = launch(WindowJob(WINDOW, Snapshot(tmp_path), str(tmp_path)), "--runner=Nope")
    assert said.returncode == 1
    assert said.stderr.splitlines()[-1].startswith("--runner Nope: ")
    assert "Traceback" not in said.stderr


@pytest.mark.slow
@pytest.mark.dataflow
@pytest.mark.skipif(not HAS_GOOGLE, reason="no apache-beam[gcp]")
def test_a_window_becomes_a_request_to_the_service(tmp_path: Path) -> None:
    """The request is written where the service would find it, and sent nowhere."""
    job = WindowJob(WINDOW, Snapshot(tmp_path / "lake"), str(tmp_path / "staged"))
    image = EXAMPLES["sdk_container_image"]
    said = launch(
        job,
        *("--runner=DataflowRunner", "--project=a-project", "--region=europe-west1", "--no_auth"),
        *(f"--temp_location={tmp_path}", f"--staging_location={tmp_path}"),
        *(f"--template_location={tmp_path / 'request.json'}", f"--sdk_container_image={image}"),
        # no check of buckets that are not there
        "--dataflow_endpoint=http://localhost:1",
    )
    assert said.returncode == 0, said.stderr
    request = json.loads((tmp_path / "request.json").read_text("utf-8"))
    assert request["type"] == "JOB_TYPE_BATCH"
    (pool,) = request["environment"]["workerPools"]
    images = {one["containerImage"] for one in pool["sdkHarnessContainerImages"]}
    assert images == {image}
    graph = beam_runner_api_pb2.Pipeline.FromString((tmp_path / "pipeline.pb").read_bytes())
    names = {step.unique_name.split("/")[0] for step in graph.components.transforms.values()}
    assert {"clean", "revise", "extract", "affect", "fuse", "account", "Staged"} <= names
