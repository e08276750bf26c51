"""Launch a job that `sitrep build` has saved: what the launcher of the flex template calls.

It is given the parameter of the template, ``--job``, and options of Beam: ``--runner``,
``--project``, ``--region``, ``--temp_location``, ``--template_location`` and so on. With the last
one Beam writes the job there, and the service runs it; the process that saved the job commits.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from pipeline.beam.running import launch
from pipeline.errors import SitrepError


def main(arguments: Sequence[str]) -> None:
    """Launch the job of the arguments.

    Raises:
        SystemExit: it cannot be launched, or did not end well; says why in one line.
    """
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--job", required=True, help="location of the saved job")
    parser.add_argument("--runner", default="DataflowRunner", help="Beam runner")
    ours, of_the_runner = parser.parse_known_args(arguments)
    try:
        launch(ours.job, [ours.runner, *of_the_runner])
    except SitrepError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
