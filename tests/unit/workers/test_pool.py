"""The pool: order, deadlines, crashes, replacement, and nothing left behind.

The functions are the standard library's, since a worker imports its function by name.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from pipeline.errors import ConfigError, Reason, WorldError
from pipeline.workers import WorkerFailure, WorkerPool


def test_results_come_in_the_order_of_the_items():
    with WorkerPool[int, int]("math:factorial", workers=2) as pool:
        # the first items take longest, so that later ones are ready earlier
        items = [5000, 4000, 3000, *range(50)]
        pairs = list(pool.map(items))
    assert [item for item, _ in pairs] == items
    assert [result for _, result in pairs][3:9] == [1, 1, 2, 6, 24, 120]


def test_an_empty_input_starts_no_worker():
    with WorkerPool[int, int]("no.such.module:f") as pool:
        assert list(pool.map([])) == []


def test_one_item_needs_one_worker():
    with WorkerPool[int, int]("operator:neg", workers=4) as pool:
        assert list(pool.map([1])) == [(1, -1)]
        assert len(pool._workers) == 1


def test_an_item_over_its_deadline_is_lost_alone():
    with WorkerPool[float, None]("time:sleep", workers=2, deadline_s=0.1) as pool:
        results = [result for _, result in pool.map([0, 0, 60, 0, 0, 0, 0])]
    assert [r.reason for r in results if isinstance(r, WorkerFailure)] == [Reason.DEADLINE]
    assert isinstance(results[2], WorkerFailure)


def test_a_loop_that_never_lets_go_of_the_interpreter_is_ended_too():
    # a pattern of catastrophic backtracking holds the interpreter's lock in C
    with WorkerPool[str, object]("builtins:eval", workers=1, deadline_s=0.2) as pool:
        hostile = "__import__('re').match('(a+)+$', 'a' * 60 + 'b')"
        results = [result for _, result in pool.map(["1 + 1", hostile, "2 + 2"])]
    assert results[0] == 2
    assert results[1] == WorkerFailure(Reason.DEADLINE, "not done after 0.2 s")
    assert results[2] == 4


def test_a_worker_that_dies_loses_one_item():
    with WorkerPool[str, object]("builtins:eval", workers=2) as pool:
        crash = "__import__('os').kill(__import__('os').getpid(), 11)"
        items = ["1", "2", crash, "3", "__import__('os')._exit(7)", "4", "5"]
        results = [result for _, result in pool.map(items)]
    assert results == [
        1,
        2,
        WorkerFailure(Reason.WORKER_DIED, "SIGSEGV"),
        3,
        WorkerFailure(Reason.WORKER_DIED, "exit 7"),
        4,
        5,
    ]


def test_an_exception_is_a_failure_of_its_item_and_the_worker_goes_on():
    with WorkerPool[str, object]("re:compile", workers=1) as pool:
        results = [result for _, result in pool.map(["a", "(", "b"])]
        assert len(pool._workers) == 1
        assert pool._workers[0].n_given == 3
    assert isinstance(results[1], WorkerFailure)
    assert results[1].reason is Reason.BAD_RECORD
    assert results[1].detail is not None
    assert ": missing )" in results[1].detail


def test_a_wrong_configuration_stops_the_run():
    wrong = "(_ for _ in ()).throw(__import__('pipeline.errors').errors.ConfigError('a.tsv:3: no'))"
    with (
        WorkerPool[str, object]("builtins:eval", workers=1) as pool,
        pytest.raises(ConfigError, match=r"a\.tsv:3: no"),
    ):
        list(pool.map(["1", wrong, "2"]))
    assert pool._workers == []


def test_a_result_that_cannot_be_sent_is_a_failure_of_its_item():
    with WorkerPool[str, object]("builtins:eval", workers=1) as pool:
        results = [result for _, result in pool.map(["(n for n in ())", "1"])]
    assert isinstance(results[0], WorkerFailure)
    assert results[1] == 1


def test_a_greedy_item_cannot_take_all_memory():
    with WorkerPool[str, object]("builtins:eval", workers=1, memory_mb=512) as pool:
        results = [result for _, result in pool.map(["len(bytes(2**30))", "1"])]
    assert results == [WorkerFailure(Reason.BAD_RECORD, "MemoryError: "), 1]


def test_a_worker_is_replaced_after_its_share_of_items():
    with WorkerPool[str, int]("builtins:eval", workers=2, max_tasks=5) as pool:
        pids = [pid for _, pid in pool.map(["__import__('os').getpid()"] * 20)]
    by_pid = {pid: pids.count(pid) for pid in pids}
    assert max(by_pid.values()) <= 5
    assert len(by_pid) >= 4


def test_a_worker_that_has_grown_is_replaced():
    with WorkerPool[str, object]("builtins:eval", workers=1, memory_mb=256) as pool:
        grow = "globals().__setitem__('kept', b'x' * (150 * 2**20)) or __import__('os').getpid()"
        results = dict(pool.map([grow, "__import__('os').getpid()"]))
        later = dict(pool.map(["__import__('os').getpid()"]))
    assert later["__import__('os').getpid()"] != results[grow]


def test_large_items_and_results_do_not_block_each_other():
    with WorkerPool[bytes, bytes]("copy:copy", workers=2) as pool:
        items = [bytes([n]) * 3_000_000 for n in range(12)]
        assert all(item == result for item, result in pool.map(items))


def test_items_are_read_only_as_they_are_needed():
    read = 0

    def endless() -> Iterator[int]:
        nonlocal read
        while True:
            read += 1
            yield read

    with WorkerPool[int, int]("operator:neg", workers=2) as pool:
        results = pool.map(endless())
        assert [next(results)[1] for _ in range(10)] == [-n for n in range(1, 11)]
        results.close()  # type: ignore[attr-defined]
        assert read < 200
        assert dict(pool.map([1])) == {1: -1}, "the pool goes on after a caller left early"


def test_a_pool_serves_one_caller_at_a_time():
    with WorkerPool[int, int]("operator:neg") as pool:
        first = pool.map([1, 2, 3])
        next(first)
        with pytest.raises(RuntimeError, match="one map at a time"):
            next(pool.map([4]))
        assert [result for _, result in first] == [-2, -3]


def test_a_function_that_does_not_exist_stops_the_run(capfd: pytest.CaptureFixture[str]):
    with (
        WorkerPool[int, int]("math:no_such_function") as pool,
        pytest.raises(WorldError, match="cannot start"),
    ):
        list(pool.map([1]))
    assert "no_such_function" in capfd.readouterr().err


def test_a_pool_gets_ready_before_its_first_item():
    with WorkerPool[str, object]("builtins:eval", workers=1) as pool:
        pool.start()
        server = pool._forks
        assert server is not None
        assert list(pool.map(["1"])) == [("1", 1)]
        assert pool._forks is server
        pool.close()
        assert server.has_ended()


def test_what_an_example_loads_is_there_in_every_worker():
    keep = "__import__('os').environ.setdefault('KEPT', str(__import__('os').getpid()))"
    with WorkerPool[str, object]("builtins:eval", workers=2, max_tasks=2, examples=[keep]) as pool:
        kept = {result for _, result in pool.map([keep] * 8)}
        pids = {str(pid) for _, pid in pool.map(["__import__('os').getpid()"] * 8)}
    assert len(kept) == 1
    assert not kept & pids, "the process that tried the example does no item"


def test_workers_outlive_what_they_were_forked_from_and_others_follow():
    pid = "__import__('os').getpid()"
    crash = "__import__('os')._exit(7)"
    with WorkerPool[str, object]("builtins:eval", workers=1) as pool:
        first = dict(pool.map([pid]))
        assert pool._forks is not None
        pool._forks._process.kill()
        pool._forks._process.wait()
        assert dict(pool.map([pid])) == first
        results = [result for _, result in pool.map([crash, pid])]
    assert results[0] == WorkerFailure(Reason.WORKER_DIED, "nobody saw how")
    assert results[1] not in (None, first[pid])


def test_a_closed_pool_leaves_no_process():
    with WorkerPool[float, None]("time:sleep", workers=2) as pool:
        results = pool.map([0, 60, 60, 60])
        next(results)
        pids = [worker.pid for worker in pool._workers]
        assert len(pids) == 2
        results.close()  # type: ignore[attr-defined]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_worker_imports_nothing_of_the_program_that_uses_it():
    heavy = (
        "sorted(m for m in __import__('sys').modules if m.startswith(('pytest', 'apache', 'air')))"
    )
    with WorkerPool[str, object]("builtins:eval", workers=1) as pool:
        assert list(pool.map([heavy])) == [(heavy, [])]


def test_workers_end_when_their_parent_is_killed():
    # the workers inherit stderr: it ends when the last of them has ended
    hang = "(__import__('os').write(2, b'1\\n'), __import__('time').sleep(600))"
    code = (
        "from pipeline.workers import WorkerPool\n"
        "pool = WorkerPool('builtins:eval', workers=2, deadline_s=600)\n"
        f"list(pool.map([{hang!r}] * 2))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE)
    assert parent.stderr is not None
    assert [parent.stderr.readline() for _ in range(2)] == [b"1\n"] * 2
    parent.kill()
    _, rest = parent.communicate(timeout=60)
    assert rest == b""
