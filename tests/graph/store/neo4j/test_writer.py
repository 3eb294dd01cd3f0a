"""What a load writes, and that nothing it leaves behind is ever seen: wherever it is killed."""

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import neo4j as driver_
import pytest
from neo4j.exceptions import TransientError

from graph.errors import DamagedStore, StoreBusy, StoreUnwritable, UnknownDocument
from graph.model.relations import RelationType, Role
from graph.store import Release, Store, open_store
from graph.store.neo4j import publication, server, transactions
from graph.store.neo4j.cleaning import set_mark
from graph.store.neo4j.publication import Publication
from graph.store.neo4j.release import Mark, State
from tests.graph import harbour
from tests.graph.builders import Paper, agency, indicator, money, number, plan, programme
from tests.graph.engines import publish
from tests.graph.store.neo4j.conftest import Ask, Seen

HARBOUR = agency("海岸事務部港灣署")


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def quick_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed load is missed at once."""
    monkeypatch.setattr(transactions, "_LEASE_SECONDS", 0.05)
    monkeypatch.setattr(transactions, "_AGAIN_SECONDS", 0.02)


def report(*names: str, year: int = 2021) -> Paper:
    """A paper in which the harbour agency runs programmes; the same one under the same code says other things."""
    paper = Paper("a", year=year).names(HARBOUR, f"港灣署{year}")
    progress, scheme = indicator("年累計進度", "%"), plan("智慧港灣方案")
    paper.names(progress).names(scheme)
    for name in names:
        work = programme(name, "a", category=f"{year}")
        paper.names(work).states(work, RelationType.EXECUTED_BY, HARBOUR, Role.LEAD if year % 2 else None)
        paper.states(work, RelationType.PART_OF, scheme)
        paper.measures(work, progress, year=year, target=number("100"), actual=number("98.6"))
        paper.budgets_for(work, money(120_000), year=year)
    return paper


def other() -> Paper:
    """A paper that shares the agency with the report."""
    work = programme("岸電計畫", "b")
    return Paper("b").names(HARBOUR).names(work).states(work, RelationType.EXECUTED_BY, HARBOUR)


def test_the_same_documents_make_the_same_release_as_in_sqlite(neo4j: Store, tmp_path: Path) -> None:
    embedded = open_store(f"sqlite:///{tmp_path}/graph.db", create=True)

    assert publish(neo4j, *harbour.papers()).id == publish(embedded, *harbour.papers()).id

    embedded.close()


def test_a_document_that_says_other_things_leaves_what_a_new_store_would_hold(
    neo4j: Store, ask: Ask, seen: Seen
) -> None:
    publish(neo4j, report("疏浚計畫", "浮標計畫"), other())
    publish(neo4j, report("疏浚計畫", "岸電計畫", year=2022))
    replaced = seen()
    assert list(neo4j.faults()) == []

    ask("MATCH (x:Plangraph) DETACH DELETE x")
    neo4j.create()
    publish(neo4j, report("疏浚計畫", "岸電計畫", year=2022), other())

    assert replaced == seen()


def test_what_nothing_mentions_any_more_is_gone_and_nothing_else_is_touched(neo4j: Store, ask: Ask) -> None:
    ask("CREATE (:Person {name: '王'})-[:KNOWS {since: 2020}]->(:Person {name: '李'})")
    ours = "MATCH (x:Plangraph) WHERE NOT x:Release AND NOT x:WriteLock RETURN labels(x)"
    theirs = "MATCH (x:Person)-[r]->(y:Person) RETURN x.name, r.since, y.name"
    publish(neo4j, report("疏浚計畫"))
    assert ask(ours)

    with neo4j.writer() as writer:
        writer.remove("a")
        writer.publish()

    assert ask(ours) == []
    assert [list(record) for record in ask(theirs)] == [["王", 2020, "李"]]


@pytest.mark.usefixtures("quick_lease")
def test_a_load_that_is_killed_anywhere_leaves_the_last_release_and_the_next_load_repairs_it(
    neo4j: Store, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each transaction in turn, until a load ends before it is killed; it switches between two states."""
    monkeypatch.setattr(transactions, "_ROWS", 2)
    papers = [report("疏浚計畫", "浮標計畫"), report("疏浚計畫", "岸電計畫", year=2022)]
    publish(neo4j, *papers[:1], other())
    states = [seen()]
    publish(neo4j, papers[1])
    states.append(seen())

    for transaction in range(1, 500):
        target = transaction % 2
        if _ends_before(transaction, monkeypatch, lambda: publish(neo4j, papers[target])):  # noqa: B023
            break
        assert seen() in (states[1 - target], states[target])
        with neo4j.writer() as writer:
            writer.publish()
        if seen() == states[1 - target]:  # it was killed before it had taken the document in
            publish(neo4j, papers[target])
        assert seen() == states[target]
    assert transaction > 50


def _ends_before(transaction: int, monkeypatch: pytest.MonkeyPatch, load: Callable[[], Any]) -> bool:
    """Whether a load ends before it has committed this many transactions; after them it can do nothing any more."""
    commit, committed = driver_.Session.execute_write, 0

    def count(session: driver_.Session, work: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal committed
        if committed >= transaction:
            raise Killed
        done = commit(session, work, *args, **kwargs)
        committed += 1
        if committed >= transaction:
            raise Killed
        return done

    with monkeypatch.context() as patch:
        patch.setattr(driver_.Session, "execute_write", count)
        try:
            load()
        except Killed:
            return False
        return True


def test_a_load_that_has_ended_leaves_nothing_staged_and_no_lock(neo4j: Store, ask: Ask) -> None:
    publish(neo4j, report("疏浚計畫"), other())

    assert ask("MATCH (s:Staged) RETURN s.document") == []
    assert ask("MATCH (l:WriteLock) RETURN l.holder")[0][0] is None
    assert ask("MATCH (r:Release) RETURN r.mark")[0][0] == "1 clean 1"


def test_what_another_load_stages_meanwhile_is_left_for_its_own_publication(
    neo4j: Store, ask: Ask, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same document, and one that has not changed: after each was read, and before the release is switched."""
    publish(neo4j, report("疏浚計畫", year=2022), other())
    later = seen()
    publish(neo4j, report("疏浚計畫"))
    made = Publication._made

    def stage_meanwhile(load: Publication) -> Release:
        with neo4j.writer() as writer:
            writer.replace(report("疏浚計畫", year=2022).batch(), "meanwhile")
        return made(load)

    with monkeypatch.context() as patch:
        patch.setattr(Publication, "_made", stage_meanwhile)
        publish(neo4j, report("浮標計畫"))
    assert [record[0] for record in ask("MATCH (s:Staged) RETURN s.fingerprint")] == ["meanwhile"]
    assert neo4j.documents()["a"] == report("浮標計畫").batch().digest()

    with neo4j.writer() as writer:
        assert writer.fingerprint("a") == "meanwhile"
        writer.publish()
    assert seen() == [thing.replace("fingerprint of a", "meanwhile") for thing in later]


@pytest.mark.usefixtures("quick_lease")
def test_no_mark_comes_again_even_where_a_load_came_to_nothing(
    neo4j: Store, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that sees the same mark before and after takes it that nothing was written meanwhile."""

    def die(load: Publication, *_: object) -> None:
        raise Killed

    publish(neo4j, report("疏浚計畫"))
    (before,) = ask("MATCH (r:Release) RETURN r.mark, r.id, r.number")
    with monkeypatch.context() as patch:
        patch.setattr(Publication, "_switch", die)
        with pytest.raises(Killed):
            publish(neo4j, report("疏浚計畫", year=2022))
    publish(neo4j, report("疏浚計畫"))
    (after,) = ask("MATCH (r:Release) RETURN r.mark, r.id, r.number")

    assert list(before[1:]) == list(after[1:])
    assert before[0] != after[0]
    assert after[0].split()[:2] == ["1", "clean"]


@pytest.mark.usefixtures("quick_lease")
def test_what_is_kept_of_documents_is_that_of_the_release_while_a_load_is_under_way(
    neo4j: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(neo4j, report("疏浚計畫"), other())
    before, gone = report("疏浚計畫").batch(), other().batch()

    def look_and_die(load: Publication, *_: object) -> None:
        assert neo4j.documents() == {"a": before.digest(), "b": gone.digest()}
        assert (neo4j.kept("a").batch, neo4j.kept("b").batch) == (before, gone)
        with pytest.raises(UnknownDocument):
            neo4j.kept("c")
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Publication, "_switch", look_and_die)
        with neo4j.writer() as writer:
            writer.replace(report("疏浚計畫", year=2022).batch(), "next")
            writer.replace(Paper("c").names(HARBOUR).batch(), "next")
            writer.remove("b")
            with pytest.raises(Killed):
                writer.publish()
            assert [writer.fingerprint(code) for code in "abc"] == ["next", None, "next"]


def test_a_load_that_finds_the_database_otherwise_than_it_left_it_stops_and_says_so(
    neo4j: Store, ask: Ask, seen: Seen
) -> None:
    publish(neo4j, report("疏浚計畫"))
    ask("MATCH (x:BudgetItem) DETACH DELETE x")
    before = seen()

    with pytest.raises(DamagedStore, match="1 of 1 things that should be in the store were not found"):
        publish(neo4j, report("浮標計畫"))

    assert seen() == before


def test_a_load_that_stood_still_while_its_release_was_to_be_switched_leaves_the_last_one(
    neo4j: Store, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers have stopped waiting for it by then, and read on at the number before."""
    publish(neo4j, report("疏浚計畫"))
    before = seen()

    with monkeypatch.context() as patch:
        patch.setattr(publication, "_SWITCH_MILLISECONDS", -1)
        with pytest.raises(StoreBusy, match="stood still while it was to become"):
            publish(neo4j, report("浮標計畫"))
    assert seen() == before

    with neo4j.writer() as writer:
        writer.publish()
    assert seen() != before
    assert list(neo4j.faults()) == []


def test_transactions_that_have_to_be_tried_again_end_in_the_same_graph(
    neo4j: Store, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of them once, after all it wrote, as where two of them block each other."""
    publish(neo4j, report("疏浚計畫", year=2022), other())
    whole = seen()
    publish(neo4j, report("疏浚計畫", "浮標計畫"))
    execute, tried_again = driver_.Session.execute_write, 0

    def fail_at_first(session: driver_.Session, work: Any, *args: Any, **kwargs: Any) -> Any:
        tries = 0

        def try_work(*given: Any, **named: Any) -> Any:
            nonlocal tries, tried_again
            done = work(*given, **named)
            tries += 1
            if tries == 1:
                tried_again += 1
                raise TransientError("deadlock detected")
            return done

        return execute(session, try_work, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setitem(server._DRIVER, "initial_retry_delay", 0.001)
        patch.setattr(driver_.Session, "execute_write", fail_at_first)
        publish(neo4j, report("疏浚計畫", year=2022))

    assert tried_again > 10
    assert seen() == whole
    assert list(neo4j.faults()) == []


def test_a_second_load_waits_for_the_first(neo4j: Store, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "_BUSY_SECONDS", 0.3)
    with neo4j.writer() as first, first._transactions.alone():
        with pytest.raises(StoreBusy, match="Another load"):
            publish(neo4j, report("疏浚計畫"))
        assert seen() == []

    with neo4j.writer() as second:
        second.publish()  # what the refused load had staged

    assert seen() != []


def test_two_loads_at_once_both_end(neo4j: Store, neo4j_url: str) -> None:
    def load(code: str) -> None:
        with closing(open_store(neo4j_url)) as store:
            for year in (2021, 2022, 2023):
                publish(store, Paper(code, year=year).names(HARBOUR).names(programme(f"{year}年計畫", code)))

    loads = [threading.Thread(target=load, args=(code,)) for code in "abc"]
    for thread in loads:
        thread.start()
    for thread in loads:
        thread.join()

    assert neo4j.documents() == {
        code: Paper(code, year=2023).names(HARBOUR).names(programme("2023年計畫", code)).batch().digest()
        for code in "abc"
    }
    assert list(neo4j.faults()) == []


@pytest.mark.usefixtures("quick_lease")
def test_a_load_that_stood_still_for_too_long_says_so_when_another_has_taken_over(neo4j: Store) -> None:
    with neo4j.writer() as first, first._transactions.alone(), neo4j.writer() as second, second._transactions.alone():
        late = first._transactions
        with pytest.raises(StoreBusy, match="taken over"):
            late.write([("UNWIND $rows AS row RETURN count(*) AS done", [{}])])
        with pytest.raises(StoreBusy, match="taken over"):
            set_mark(late, Mark(7, State.CLEAN, 7))


@pytest.mark.parametrize("name", ["長" * 2_700, "ﷺ" * 500])
def test_a_name_that_no_index_can_hold_is_refused_before_it_is_staged(neo4j: Store, name: str) -> None:
    with neo4j.writer() as writer:
        with pytest.raises(StoreUnwritable, match="document 'a' is longer than Neo4j can index"):
            writer.replace(Paper("a").names(HARBOUR, name).batch(), "1")

        assert writer.fingerprint("a") is None


def test_a_name_as_long_as_an_index_can_hold_is_kept(neo4j: Store, ask: Ask) -> None:
    name = "長" * 2_600

    publish(neo4j, Paper("a").names(programme(name)))

    assert ask("MATCH (x:Programme) RETURN x.name")[0][0] == name
