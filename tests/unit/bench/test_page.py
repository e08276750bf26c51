from xml.etree import ElementTree as ET

from bench.chart import draw
from bench.findings import Comparison, Curve, Figures, Reading, Report
from bench.page import write_page

COMPARISON = Comparison(
    "Cleaning", "4 pages.", 4, "pages", "bare & simple", "cpu",
    (Reading("bare & simple", (2.0, 2.0)), Reading("sitrep", (1.0, 0.5), "ours")),
)  # fmt: skip
CURVE = Curve("Growth", "Mentions.", "mentions", "seconds", {"ours": ((10, 1), (100, 9))})
REPORT = Report("clean", (COMPARISON,), (CURVE,), (Figures("Memory", "Peak.", (("a", "1 MB"),)),))


def test_the_page_has_a_table_with_rates_ratios_and_their_spread():
    page = write_page([REPORT], "performance.svg")
    assert "| sitrep | 6.00 (4.00-8.00) | 3.00 (2.00-4.00)x | ours |" in page
    assert "| 100 | 9.00 |" in page
    assert "| a | 1 MB |" in page
    assert "(performance.svg)" in page


def test_the_picture_is_well_formed_and_shows_every_contender():
    picture = ET.fromstring(draw([REPORT]))
    texts = {element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"bare & simple", "sitrep", "3.00x", "ours"} <= texts
