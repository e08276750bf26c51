"""What every test relies on: no time limits on examples, since machines differ in speed."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("sitrep", deadline=None, print_blob=True)
settings.load_profile("sitrep")
