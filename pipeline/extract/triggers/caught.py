"""What is caught before it hits: "intercepted a missile fired from Yemen" tells of no shelling."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import family

#: A number and a few words may stand between catching and what was fired.
_REACH = 4


def without_caught(triggers: Sequence[Trigger], forms: tuple[str, ...]) -> list[Trigger]:
    """The triggers of a sentence but those of what another one says was caught in flight."""
    return [t for t in triggers if not any(_catches(other, t, forms) for other in triggers)]


def _catches(catching: Trigger, fired: Trigger, forms: tuple[str, ...]) -> bool:
    is_verb = catching.word.event_type == "interception" and catching.word.pos != "n"
    is_strike = family(fired.word.event_type) == "strike"
    between = forms[catching.last : fired.first]
    is_object = 0 <= fired.first - catching.last <= _REACH and not {",", ";"} & set(between)
    return is_verb and is_strike and is_object
