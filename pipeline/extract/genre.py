"""What kind of text an article is: sport, film, business and drills by all its sentences, comment.

Such texts borrow the words of violence: an attack that runs riot, a film that kills its hostages,
a price war with its first victims. One sentence seldom tells, the whole does.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.extract.triggers.scenes import Scenes
from pipeline.lexicon.grammar import load_grammar
from pipeline.text import Document

#: The scenes whose words make a genre, with the least share of the sentences that have one.
_GENRES: tuple[tuple[frozenset[str], float], ...] = (
    (frozenset({"sport", "stadium"}), 0.34),
    (frozenset({"fiction", "cinema"}), 0.34),
    (frozenset({"business", "market"}), 0.4),
    (frozenset({"drill"}), 0.25),
)
_SCENES = frozenset().union(*(scenes for scenes, _ in _GENRES))
#: So many different words of a genre at least, and so many sentences with one.
_LEAST_WORDS = 4
_LEAST_SENTENCES = 3
_TITLE_PARTS = re.compile(r"\s*[|:]\s*|\s+[–—-]\s+")
#: A title of a genre halves the share that its text must have: "List of films with time loops".
_TITLE_SHARE = 0.5


def borrows_violence(document: Document, scenes: Scenes) -> bool:
    """Whether an article is of sport, films, business or a drill by its sentences' scene words."""
    found = [
        [
            (" ".join(sentence.forms[m.first : m.last]), m.scenes)
            for m in matches
            if not _SCENES.isdisjoint(m.scenes)
        ]
        for sentence, matches in zip(document.sentences, scenes, strict=True)
    ]
    told = max(1, sum(1 for s in document.sentences if len(s.words) >= _LEAST_WORDS))
    titles = [
        words for s, words in zip(document.sentences, found, strict=True) if s.field == "title"
    ]
    found = [words for words in found if words]
    for own, share in _GENRES:
        is_titled = any(named & own for title in titles for _, named in title)
        if _is_of(found, own, share * told * (_TITLE_SHARE if is_titled else 1.0)):
            return True
    return False


def _is_of(found: list[list[tuple[str, frozenset[str]]]], scenes: frozenset[str], n: float) -> bool:
    if len(found) < _LEAST_SENTENCES:
        return False
    told = [[form for form, named in sentence if named & scenes] for sentence in found]
    words = {form for forms in told for form in forms}
    sentences = sum(map(bool, told))
    return len(words) >= _LEAST_WORDS and sentences >= max(n, _LEAST_SENTENCES)


def is_comment(document: Document) -> bool:
    """Whether an article comments on the news, as its address or its title says."""
    article, comment = document.article, load_grammar(document.language).comment
    parts = _TITLE_PARTS.split((article.title or "").lower())
    if not comment.isdisjoint({parts[0], parts[-1]}):
        return True
    return not comment.isdisjoint(urlsplit(article.url or "").path.lower().split("/"))
