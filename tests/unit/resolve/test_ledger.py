from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline import ids
from pipeline.records import IncidentChange, Mention
from pipeline.resolve import Fused, resolve
from pipeline.resolve.ledger import Accounted, account, causes_of, fold, follow
from tests.unit.resolve.world import HOMS, day, killed, mention, window, withdraw

ONE, TWO, FAR = mention("one"), mention("two", recorded_at=window(1)), mention("far", place=HOMS)


def made_of(told: Mention) -> str:
    return ids.incident_id(told.mention_id)


def compare(
    before: Iterable[Mention],
    after: Iterable[Mention],
    causes: Mapping[str, str] | None = None,
    n: int = 1,
) -> Accounted:
    old = resolve(before)
    members = {f.incident.incident_id: f.mention_ids for f in old}
    return account((f.incident for f in old), members, resolve(after), window(n), causes)


def only(accounted: Accounted) -> IncidentChange:
    (change,) = accounted.changes
    return change


def revisions(fused: Iterable[Fused]) -> list[int]:
    return [f.incident.revision for f in fused]


def test_a_new_incident_is_inserted_with_its_cause() -> None:
    change = only(compare([], [ONE], causes_of([ONE], window(0))))
    assert (change.op, change.incident_id, change.after.revision) == ("insert", made_of(ONE), 1)
    assert (change.cause_article_id, change.old_event_date) == ("article of one", None)


def test_an_incident_that_did_not_change_makes_no_step_and_keeps_its_row() -> None:
    accounted = compare([ONE, TWO], [TWO, ONE])
    assert accounted.changes == ()
    assert accounted.fused == resolve([ONE, TWO])


def test_another_source_is_an_update_with_the_next_revision() -> None:
    accounted = compare([ONE], [ONE, TWO], {"two": "article of two"})
    change = only(accounted)
    assert (change.op, change.after.revision, change.after.n_mentions) == ("update", 2, 2)
    assert change.cause_article_id == "article of two"
    assert revisions(accounted.fused) == [2]


def test_the_old_partition_is_named_when_the_day_changes() -> None:
    moved = mention("one", event_start=day(1), article_revision=2)
    change = only(compare([ONE], [moved]))
    assert (change.old_event_date, change.after.event_date) == (day(0), day(1))


def test_a_risen_toll_is_an_update_caused_by_its_article() -> None:
    risen = mention("one", casualties=(killed(4),), article_revision=2, window_start=window(1))
    change = only(compare([ONE], [risen], causes_of([risen], window(1))))
    assert (change.op, change.after.killed_best) == ("update", 4)
    assert change.cause_article_id == "article of one"


def test_two_incidents_that_become_one_are_a_merge_into_the_earlier() -> None:
    apart = mention("two", recorded_at=window(1), event_start=day(4))
    told_right = mention("two", recorded_at=window(1), article_revision=2)
    accounted = compare([ONE, apart], [ONE, told_right], {"two": "article of two"})
    steps = {change.op: change for change in accounted.changes}
    assert set(steps) == {"update", "merge"}
    merge = steps["merge"]
    assert (merge.incident_id, merge.merged_into) == (made_of(TWO), made_of(ONE))
    assert merge.after.event_start == day(4)
    assert merge.cause_article_id == "article of two"


def test_an_incident_that_falls_apart_is_a_split_and_the_first_mention_keeps_the_id() -> None:
    moved = mention("two", recorded_at=window(1), event_start=day(4), article_revision=2)
    steps = {c.incident_id: c for c in compare([ONE, TWO], [ONE, moved]).changes}
    assert steps[made_of(ONE)].op == "update"
    assert steps[made_of(TWO)].op == "split"


def test_a_withdrawn_mention_retracts_its_incident_with_the_last_image() -> None:
    gone = withdraw(ONE, window(1))
    change = only(compare([ONE], [gone], causes_of([gone], window(1))))
    assert (change.op, change.merged_into) == ("retract", None)
    assert change.after == resolve([ONE])[0].incident
    assert change.cause_article_id == "article of one"


def test_the_id_outlives_the_mention_that_it_was_made_of() -> None:
    change = only(compare([ONE, TWO], [withdraw(ONE, window(1)), TWO]))
    assert (change.op, change.incident_id) == ("update", made_of(ONE))


def test_old_ids_resolve_through_a_chain_of_merges() -> None:
    a, b, c = (resolve([mention(name)])[0].incident for name in "abc")

    def merge(n: int, gone: str, heir: str) -> IncidentChange:
        return IncidentChange("merge", gone, window(n), a, n, merged_into=heir)

    changes = [
        merge(2, b.incident_id, c.incident_id),
        merge(1, a.incident_id, b.incident_id),
    ]
    assert follow(changes) == {a.incident_id: c.incident_id, b.incident_id: c.incident_id}


def test_an_id_that_lives_again_is_not_followed() -> None:
    a, b = (resolve([mention(name)])[0].incident for name in "ab")
    changes = [
        IncidentChange("merge", a.incident_id, window(1), a, 1, merged_into=b.incident_id),
        IncidentChange("split", a.incident_id, window(2), a, 2),
    ]
    assert follow(changes) == {}
    assert fold(changes) == {a.incident_id: a}


def test_a_retracted_incident_leaves_the_table() -> None:
    (one,) = compare([], [ONE], n=0).changes
    assert set(fold([one])) == {made_of(ONE)}
    gone = IncidentChange("retract", made_of(ONE), window(1), one.after, 1)
    assert fold([one, gone]) == {}


def test_steps_come_in_an_order_that_depends_on_nothing_but_them() -> None:
    assert compare([], [ONE, FAR]).changes == compare([], [FAR, ONE]).changes
