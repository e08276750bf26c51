from bench.findings import Comparison, Figures, Reading, Report


def test_a_speedup_is_taken_round_by_round():
    found = Comparison(
        "Cleaning", "pages", 10, "pages", "a", "cpu",
        (Reading("a", (2.0, 4.0)), Reading("b", (1.0, 1.0))),
    )  # fmt: skip
    speedup = found.speedups()["b"]
    assert (speedup.least, speedup.middle, speedup.most) == (2.0, 3.0, 4.0)
    assert found.rates()["a"].most == 5.0


def test_a_report_keeps_each_kind_of_finding():
    figures = Figures("Memory", "of a build", (("peak", "300 MB"),))
    assert Report.of("job", (figures,)).figures == (figures,)
