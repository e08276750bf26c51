"""A small newswire of our own, for the first run and the tests: feeds, pages, and what is true.

Ten publishers on loopback addresses, some fifty articles from 22 to 26 August 2022, told in two
windows: between them an article is corrected, late news arrives and an incident gets a second
source. The texts lie in ``articles/``, one file each; publishers and their markup in
``newswire.toml`` and ``templates/``; ``truth.toml`` says what a reader should make of it all.

* :data:`WINDOWS`, :data:`NETWORKS`, :data:`PORT`: when it plays, and where;
* :func:`serve` runs it, :func:`feeds` and :func:`set_window` talk to one that runs;
* :func:`truth` reads the incidents, tolls and rejections that are expected.
"""

from pipeline.sample.client import feeds, set_window
from pipeline.sample.newswire import NETWORKS, PORT, WINDOWS
from pipeline.sample.server import Newsstand, serve
from pipeline.sample.truth import truth

__all__ = [
    "NETWORKS",
    "PORT",
    "WINDOWS",
    "Newsstand",
    "feeds",
    "serve",
    "set_window",
    "truth",
]
