"""What a sentence says about its tolls besides the figures: who claims them, over what time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.text import Document, Sentence

#: Heads of phrases that name who did it, whose own deaths are told apart.
PERPETRATORS = frozenset(
    "bomber bombers attacker attackers gunman gunmen assailant assailants shooter shooters suspect "
    "suspects perpetrator perpetrators himself herself themselves".split()
)
_CLAUSE_BREAK = re.compile(
    r"[;:—–]|--|,?\s(?:while|after|when|before|but|as|because|where|although)\s|,\sand\s", re.I
)
_ACCORDING = re.compile(r"\baccording to\s+((?:[^\s,.;]+\s?){1,8})", re.I)
_SAYING = re.compile(
    r"(?:^|[,;”\"]\s?|\.\s)\s*((?:[^\s,;”\"]+\s){1,7}?)"
    r"(?:also\s|have\s|has\s|later\s|on\s\w+day\s)*"
    r"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )"
    r"(?:said|says|reported|reports|announced|confirmed|(?:claimed|claims)(?= that)|stated|told)\b",
    re.I,
)
_AGGREGATE = re.compile(
    r"\bsince\s+(?:19|20)\d\d\b|\bsince\s+(?:the|last|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|he|she|it|they)\b|\b(?:so far |earlier )?this year\b"
    r"|\b(?:in|over|during) the (?:last|past) (?:\w+ )?(?:years?|months|decades?)\b|\bannually\b"
    r"|\b(?:each|every|per|a) year\b|\byear to date\b|\bnationwide\b|\bin recent (?:years|months)\b"
    r"|\b(?:in|during) (?:all of )?(?:19|20)\d\d\b|\bcivil war\b|\bper day\b|\bhomicides this\b",
    re.I,
)
_ACCIDENT = re.compile(r"\baccident|\bunintentional|\bmistak|\bnegligent", re.I)


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a sentence's tolls."""

    sentence: Sentence
    is_aggregate: bool
    is_accident: bool
    claimant: str | None = None
    claimant_start: int | None = None
    claimant_end: int | None = None

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around offsets ``start`` to ``end`` of the field."""
        base, text = self.sentence.start, self.sentence.text
        first, last = self.sentence.start, self.sentence.end
        for match in _CLAUSE_BREAK.finditer(text):
            if base + match.end() <= start:
                first = base + match.end()
            elif base + match.start() >= end:
                last = base + match.start()
                break
        return first, last


def read_context(document: Document, sentence: Sentence) -> Context:
    """Read who claims a sentence's tolls, and whether they add up more than one event."""
    text = sentence.text
    match = _ACCORDING.search(text) or _SAYING.search(text)
    is_aggregate = _AGGREGATE.search(text) is not None
    is_accident = _ACCIDENT.search(text) is not None
    if match is None or not match.group(1).strip():
        return Context(sentence, is_aggregate, is_accident)
    name = match.group(1).strip()
    start = sentence.start + match.start(1) + match.group(1).index(name)
    return Context(sentence, is_aggregate, is_accident, name, start, start + len(name))
