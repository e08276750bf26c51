"""Capitals that are spoken of without their names: "the Ukrainian capital", "this capital"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.places.spot import Spot
from pipeline.extract.places.tally import Votes
from pipeline.lexicon.gazetteer import Candidate, Gazetteer
from pipeline.lexicon.place_words import PlaceWords
from pipeline.text import Document, Sentence


class CapitalFinder:
    """Finds such references and what they refer to."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        """Take the gazetteer and the words of the language."""
        self._gazetteer = gazetteer
        self._words = words

    def find(self, document: Document, spots: Sequence[Spot], votes: Votes) -> list[Spot]:
        """Spots of the capitals; ``spots``: those named, ``votes``: for the article's country."""
        written = next((s.chosen for s in spots if s.usage == "dateline"), None)
        owners = {(s.sentence.index, s.last): s.country for s in spots if s.usage == "adjective"}
        named = {(s.sentence.index, s.first) for s in spots}
        found = []
        for sentence, index in self._references(document):
            if {(sentence.index, index + 1), (sentence.index, index + 2)} & named:
                continue  # "the capital, Damascus"
            country = owners.get((sentence.index, index))
            before = sentence.lowers[index - 1] if index else ""
            is_seat = before in self._words.seats
            if is_seat:
                capital = self._seat_of_named(sentence, spots)
            else:
                capital = self._refer(sentence, index, country or votes.leading, written)
            if capital is not None and (is_seat or country or before in self._words.definite):
                spot = Spot(sentence, index, index + 1, "capital", (capital,), chosen=capital)
                spot.relation = "in"
                found.append(spot)
        return found

    def _references(self, document: Document) -> list[tuple[Sentence, int]]:
        return [
            (sentence, index)
            for sentence in document.sentences
            if "capital" in sentence.text.lower()
            for index, word in enumerate(sentence.lowers)
            if word in self._words.capitals
        ]

    def _refer(
        self, sentence: Sentence, index: int, country: str | None, written: Candidate | None
    ) -> Candidate | None:
        """The capital of a country; "this capital" is where the report was written."""
        is_here = index > 0 and sentence.lowers[index - 1] == "this"
        if is_here and written is not None and written.is_capital:
            return written
        return self._gazetteer.capital(country) if country else None

    def _seat_of_named(self, sentence: Sentence, spots: Sequence[Spot]) -> Candidate | None:
        """The town that gives its name to the one province spoken of before: its "capital"."""
        divisions = {
            s.chosen.index: s.chosen
            for s in spots
            if s.chosen and s.chosen.kind == "admin1" and s.sentence.index <= sentence.index
        }
        if len(divisions) != 1:
            return None
        (division,) = divisions.values()
        return next(
            (
                town
                for town in self._gazetteer.lookup(division.name)
                if town.kind == "city"
                and (town.country, town.admin1) == (division.country, division.admin1)
            ),
            None,
        )
