import pytest

from bench.child import run_sitrep


def test_a_command_tells_what_it_used():
    usage = run_sitrep(["--version"])
    assert usage.wall_s > 0
    assert usage.cpu_s > 0


def test_a_command_that_fails_says_why():
    with pytest.raises(RuntimeError, match="no-such-command"):
        run_sitrep(["no-such-command"])
