"""What of documents' things decides which are one node, kept so that a load resolves only what it touches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from graph.model.batch import Batch
from graph.resolution.decisions import Decisions
from graph.resolution.incremental import affected, touched_by
from graph.resolution.members import Member, members_of
from graph.resolution.resolve import Merge, resolve
from graph.store.neo4j import statements
from graph.store.neo4j.transactions import Step, Transactions
from graph.store.rows import Row

_NODES_OF_MERGES = "UNWIND $ids AS id MATCH (x:Merge {member: id}) WHERE "
_MERGES = f"{_NODES_OF_MERGES} x.dropped IS NULL RETURN x {{.*}} AS merge"
_MERGES_BEFORE = f"{_NODES_OF_MERGES} x.added < $release RETURN x {{.*}} AS merge"
# an index serves only those who ask for all its properties
_MEMBERS = (
    "UNWIND $ids AS id MATCH (x:Member {id: id}) WHERE x.document IS NOT NULL AND x.dropped IS NULL "
    "RETURN x.content, x.document"
)
_SHARING = (
    "UNWIND $ids AS key MATCH (x:MemberKey {key: key}) WHERE x.member IS NOT NULL AND x.dropped IS NULL "
    "RETURN DISTINCT x.member"
)
_JOINED = "UNWIND $ids AS id MATCH (x:Merge {node: id}) WHERE x.dropped IS NULL RETURN x.member"
_DECIDED = "MATCH (x:Decided) WHERE x.dropped IS NULL RETURN x.content"


class Linkage:
    """The members of all documents, the decisions, and the merges that follow, on their way into a release."""

    def __init__(self, transactions: Transactions, release: int) -> None:
        self._transactions = transactions
        self._release = release
        self._touched: set[str] = set()

    def replacing(self, before: Batch | None, after: Batch | None) -> list[Step]:
        """The statements that take what a document says of its things in place of what it said before."""
        old, new = _rows(before), _rows(after)
        steps: list[Step] = []
        for label in statements.MEMBER_LABELS:
            dropped = [row for key, row in old[label].items() if new[label].get(key) != row]
            added = [row for key, row in new[label].items() if old[label].get(key) != row]
            steps += _steps(label, dropped, added)
            self._touched.update(str(row["id"]) for row in (*dropped, *added) if label == "Member")
        return steps

    def decide(self, decisions: Decisions) -> None:
        """Take decisions in place of those before."""
        before = read_decisions(self._transactions)
        keys, ids = touched_by(before, decisions)
        self._touched.update(ids, self.sharing(keys))
        if before != decisions:
            dropped = [{"content": before.model_dump_json()}] if self._ask(_DECIDED) else []
            self._write(_steps("Decided", dropped, [{"content": decisions.model_dump_json()}]))

    def resolve(self) -> set[str]:
        """Bring the merges up to date; the codes of the documents that speak of a member whose node changed."""
        members = affected(self._touched, self, read_decisions(self._transactions))
        ids = {member.id for member in members} | self._touched
        before = {row["member"]: row for row in self._found(_MERGES, ids)}
        after = {m: _merge_row(merge) for m, merge in resolve(members, read_decisions(self._transactions)).items()}
        changed = [i for i in sorted(ids) if _content(before.get(i)) != _content(after.get(i))]
        gone, come = [before[i] for i in changed if i in before], [after[i] for i in changed if i in after]
        self._write(_steps("Merge", gone, come))
        moved = [i for i in changed if (before.get(i) or {}).get("node") != (after.get(i) or {}).get("node")]
        return {str(record["x.document"]) for record in self._transactions.read(_MEMBERS, ids=moved)}

    def nodes(self, batch: Batch | None, *, before: bool = False) -> dict[str, str]:
        """The nodes that the things of a batch are part of, or were part of before this load."""
        ids = [member.id for member in members_of(batch)] if batch else []
        return {str(row["member"]): str(row["node"]) for row in self._found(_MERGES_BEFORE if before else _MERGES, ids)}

    # ---- KnownMembers

    def members(self, ids: Iterable[str]) -> Iterator[Member]:
        """What documents say of these members."""
        return (Member.model_validate_json(content) for content in self._ask(_MEMBERS, ids))

    def sharing(self, keys: Iterable[str]) -> Iterable[str]:
        """The ids of the members found under these keys."""
        return self._ask(_SHARING, keys)

    def mates(self, ids: Iterable[str]) -> Iterable[str]:
        """The ids of the members that are part of one node with these."""
        wanted = sorted(ids)
        nodes = {*wanted, *(str(row["node"]) for row in self._found(_MERGES, wanted))}
        return {*nodes, *self._ask(_JOINED, nodes)}

    def _found(self, statement: str, ids: Iterable[str]) -> list[Mapping[str, object]]:
        records = self._transactions.read(statement, ids=sorted(ids), release=self._release)
        return [record["merge"] for record in records]

    def _ask(self, statement: str, values: Iterable[str] = ()) -> list[str]:
        return [record[0] for record in self._transactions.read(statement, ids=sorted(values))]

    def _write(self, steps: Sequence[Step]) -> None:
        self._transactions.write(steps, release=self._release)


def read_decisions(transactions: Transactions) -> Decisions:
    """What is decided, as the load that is under way leaves it."""
    records = transactions.read(_DECIDED)
    return Decisions.model_validate_json(records[0][0]) if records else Decisions()


def _steps(label: str, dropped: Sequence[Row], added: Sequence[Row]) -> tuple[Step, Step]:
    keys = statements.KEYS_OF_ALL[label]
    return (
        (statements.drop(label), [{key: row[key] for key in keys} for row in dropped]),
        (statements.add(label), added),
    )


def _rows(batch: Batch | None) -> dict[str, dict[tuple[object, ...], Row]]:
    rows: dict[str, dict[tuple[object, ...], Row]] = {label: {} for label in statements.MEMBER_LABELS}
    for member in members_of(batch) if batch else ():
        whole = {"id": member.id, "document": member.document, "content": member.model_dump_json()}
        rows["Member"][member.id, member.document] = whole
        for key in member.reached_by():
            said = {"key": key, "member": member.id, "document": member.document}
            rows["MemberKey"][key, member.id, member.document] = said
    return rows


def _merge_row(merge: Merge) -> Row:
    """A merge with what readers are shown of it."""
    return {**asdict(merge), "former_id": merge.member, "place": merge.member, "reasons": [merge.key]}


def _content(row: Mapping[str, object] | None) -> dict[str, object]:
    """A merge without what only says when it came into the store."""
    return {name: value for name, value in (row or {}).items() if name not in {"added", "dropped"}}
