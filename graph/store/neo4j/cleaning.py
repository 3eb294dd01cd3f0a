"""Bringing the database to one whole release: after a load, whether it ended or was killed on the way."""

from graph.store.neo4j.release import CURRENT, SET_MARK, SETTLE, Current, Mark, State
from graph.store.neo4j.schema import VERSIONED_TYPES
from graph.store.neo4j.transactions import Transactions

_ROWS = "IN TRANSACTIONS OF 2000 ROWS"


def clean_up(transactions: Transactions) -> Current:
    """The release that readers see, after everything else is gone but what is staged."""
    settle(transactions)
    current = read_current(transactions)
    if current.mark.state is State.LOADING:
        _take_back(transactions, current.number)
    if current.mark.state is State.COLLECTING:
        _collect(transactions, current.number)
    if current.mark.state is not State.CLEAN:
        set_mark(transactions, Mark(current.number, State.CLEAN, current.mark.loads))
    return read_current(transactions)


def settle(transactions: Transactions) -> None:
    """Say of a switch that its writer did not see through whether it succeeded."""
    transactions.change(SETTLE)


def _collect(transactions: Transactions, number: int) -> None:
    """Delete what release ``number`` has dropped."""
    for type_ in VERSIONED_TYPES:
        found = f"MATCH ()-[r:{type_}]->() WHERE r.dropped <= $number"
        transactions.sweep(f"{found} CALL (r) {{ DELETE r }} {_ROWS}", number=number)
    found = "MATCH (x:Plangraph) WHERE x.dropped <= $number"
    transactions.sweep(f"{found} CALL (x) {{ DETACH DELETE x }} {_ROWS}", number=number)


def _take_back(transactions: Transactions, number: int) -> None:
    """Undo what was added and dropped for a release after ``number`` that never came."""
    for type_ in VERSIONED_TYPES:
        found = f"MATCH ()-[r:{type_}]->() WHERE r."
        transactions.sweep(f"{found}added > $number CALL (r) {{ DELETE r }} {_ROWS}", number=number)
        transactions.sweep(f"{found}dropped > $number CALL (r) {{ REMOVE r.dropped }} {_ROWS}", number=number)
    found = "MATCH (x:Plangraph) WHERE x."
    transactions.sweep(f"{found}added > $number CALL (x) {{ DETACH DELETE x }} {_ROWS}", number=number)
    transactions.sweep(f"{found}dropped > $number CALL (x) {{ REMOVE x.dropped }} {_ROWS}", number=number)


def read_current(transactions: Transactions) -> Current:
    """What the release node says now."""
    return Current.read(transactions.read(CURRENT)[0])


def set_mark(transactions: Transactions, mark: Mark) -> None:
    """Tell readers how far the load has come."""
    transactions.change(SET_MARK, mark=str(mark))
