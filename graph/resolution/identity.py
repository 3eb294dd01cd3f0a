"""What a document says, with the ids of the nodes that its things are part of."""

from collections.abc import Mapping
from typing import TypeVar

from graph.model.batch import Batch, Statement
from graph.model.facts import BudgetItem, Measurement, Outcome

_Fact = TypeVar("_Fact", Measurement, BudgetItem, Outcome)

Nodes = Mapping[str, str]
"""The node that a member is part of, by the member's id; what is not there is a node of its own."""


def identified(batch: Batch, nodes: Nodes) -> Batch:
    """The batch with every thing under the id of its node; what then relates a node to itself is left out."""
    if nodes.keys().isdisjoint(mention.entity.id for mention in batch.mentions):
        return batch
    moved = (statement.model_copy(update=_ends(statement, nodes)) for statement in batch.statements)
    return batch.model_copy(
        update={
            "mentions": tuple(
                mention.model_copy(
                    update={"entity": mention.entity.model_copy(update={"id": nodes[mention.entity.id]})}
                )
                if mention.entity.id in nodes
                else mention
                for mention in batch.mentions
            ),
            "statements": tuple(statement for statement in moved if statement.source != statement.target),
            "measurements": tuple(_of_node(fact, nodes) for fact in batch.measurements),
            "budgets": tuple(_of_node(fact, nodes) for fact in batch.budgets),
            "outcomes": tuple(_of_node(fact, nodes) for fact in batch.outcomes),
        }
    )


def _ends(statement: Statement, nodes: Nodes) -> dict[str, str]:
    ends = {"source": statement.source, "target": statement.target}
    return {end: nodes.get(identity, identity) for end, identity in ends.items()}


def _of_node(fact: _Fact, nodes: Nodes) -> _Fact:
    """A fact about the node; its own id, which is hashed from the member's, stays."""
    said: dict[str, str] = {n: i for n in ("subject", "agency", "indicator") if (i := getattr(fact, n, None))}
    changed = {name: nodes[identity] for name, identity in said.items() if identity in nodes}
    return fact.model_copy(update=changed) if changed else fact
