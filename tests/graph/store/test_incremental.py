"""A store that was loaded bit by bit, in any order, holds what one that was loaded at once holds."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.batch import Batch
from graph.model.entities import EntityType
from graph.resolution.decisions import Decision, Decisions, Named
from graph.store import Store, open_store
from tests.graph.store_content import content
from tests.graph.strategies import NAMES, batches


def decisions() -> st.SearchStrategy[Decisions]:
    """None, or that programmes of two names are one or are not."""
    names = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique_by=str.casefold)
    decision = st.builds(
        Decision,
        type=st.just(EntityType.PROGRAMME),
        things=names.map(lambda two: tuple(Named(name=name) for name in two)),
        reason=st.just("院函"),
    )
    return st.lists(decision, max_size=1).map(lambda same: Decisions(same=tuple(same)))


@settings(max_examples=60, deadline=None)
@given(batches(), batches(), decisions(), decisions(), st.data())
def test_loads_in_any_portions_make_the_same_store(
    said: tuple[Batch, ...], before: tuple[Batch, ...], decided: Decisions, undone: Decisions, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        at_once, by_bits = Path(folder, "once.db"), Path(folder, "bits.db")
        with closing(open_store(f"sqlite:///{at_once}", create=True)) as store:
            load(store, said, decided)
        with closing(open_store(f"sqlite:///{by_bits}", create=True)) as store:
            load(store, before, undone)
            for batch in data.draw(st.permutations(said)):
                load(store, (batch,), undone)
            gone = {batch.document.code for batch in before} - {batch.document.code for batch in said}
            with store.writer() as writer:
                for code in sorted(gone):
                    writer.remove(code)
                writer.publish()
            load(store, (), decided)

        assert content(by_bits) == content(at_once)


def load(store: Store, said: tuple[Batch, ...], decided: Decisions) -> None:
    with store.writer() as writer:
        for batch in said:
            writer.replace(batch, "1")
        writer.decide(decided)
        writer.publish()
