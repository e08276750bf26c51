"""Find the origin of each article: the first that told the same words.

``shingles`` are hashes kept with an article; ``assign_origins`` joins them within some days.
Source of the method: exact containment of word 5-grams found 98 % of edited copies without one
wrong pair, where MinHash found 74-85 % and SimHash 37-57 % (a lead excerpt has a Jaccard of .35).
"""

from __future__ import annotations

from pipeline.syndication.origins import WINDOW_DAYS, assign_origins
from pipeline.syndication.shingles import shingles

__all__ = ["WINDOW_DAYS", "assign_origins", "shingles"]
