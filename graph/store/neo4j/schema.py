"""Labels, relationship types, constraints and indexes, derived from the vocabulary, and the version they carry.

Every node of ours has the label Plangraph beside its own, so that other data may live in the same database. What
readers see carries the number of the release it was ``added`` in, and of the one it is ``dropped`` in while a load is
under way; the writer's module tells how both make a release visible at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.model.relations import RELATIONS
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, TEXT_LABELS, vocabulary
from graph.store.points import POINT, SERIES

SCHEMA_VERSION = 8

OURS = "Plangraph"
ENTITY, FACT = "Entity", "Fact"
READ_LABELS = (
    *ENTITY_LABELS,
    *FACT_LABELS,
    *TEXT_LABELS,
    "Evidence",
    "Quantity",
    "Alias",
    "Merge",
    "Finding",
    "Release",
)
PRIVATE_LABELS = (
    *("Statement", "Batch", "Staged", "WriteLock"),
    *("Member", "MemberKey", "Decided", "StagedDecisions"),
)
"""What only the writer knows: what single documents state, their batches, who may write, and what is one node."""

MENTIONS, KNOWN_AS, SAID_IN = "MENTIONS", "KNOWN_AS", "SAID_IN"
SHARES_WITH = "SHARES_WITH"
"""Joins two bodies that run the same programmes, either way, and says how many: counting those of a hub takes long."""
EDGE_TYPES = tuple(relation.type.value for relation in RELATIONS)
VERSIONED_TYPES = (*EDGE_TYPES, MENTIONS, SHARES_WITH)
"""Relationships that carry ``added`` and ``dropped`` themselves; the others live and die with a node they hang on."""

FACT_FIELDS = {"subject": "OF_SUBJECT", "indicator": "OF_INDICATOR", "agency": "OF_AGENCY", "document": SAID_IN}
"""A fact's fields that hold an id, each with the type of the relationship that says the same."""

TEXT_INDEX, SEARCH_INDEX = "plangraph_text", "plangraph_search"
_TEXT_LABELS, _TEXT_PROPERTIES = (*ENTITY_LABELS, "Alias", "Outcome", "Passage"), ("name", "folded", "text")
_SEARCHED_LABELS = ("Alias", "Outcome", "Passage")
SEARCHED, LETTERS = "searched", "letters"
"""What is searched of a name or a text: the characters of its search form, apart, and how many they are."""


def labels_of(label: str) -> str:
    """All labels of a node whose own is ``label``, as they stand in a pattern."""
    if label in ENTITY_LABELS:
        return f"{OURS}:{ENTITY}:{label}"
    return f"{OURS}:{FACT}:{label}" if label in FACT_LABELS else f"{OURS}:{label}"


def is_ours(variable: str) -> str:
    """The predicate that holds for nodes of ours, of a node that is found by its own label.

    As a second label in the pattern it would be the one that is read whole, where the planner has known an empty store.
    """
    return f"'{OURS}' IN labels({variable})"


@dataclass(frozen=True, slots=True)
class Index:
    """An index or, where it is ``unique``, a constraint with its index; of relationships where ``edges``."""

    label: str
    properties: tuple[str, ...]
    unique: bool = False
    edges: bool = False

    @property
    def name(self) -> str:
        """The name it has in the database."""
        return f"plangraph_{self.label.lower()}_by_{'_'.join(self.properties)}"

    @property
    def statement(self) -> str:
        """The statement that makes it where it is not there yet."""
        pattern = f"()-[x:{self.label}]-()" if self.edges else f"(x:{self.label})"
        listed = ", ".join(f"x.{name}" for name in self.properties)
        if self.unique:
            return f"CREATE CONSTRAINT {self.name} IF NOT EXISTS FOR {pattern} REQUIRE ({listed}) IS UNIQUE"
        return f"CREATE INDEX {self.name} IF NOT EXISTS FOR {pattern} ON ({listed})"


def indexes() -> Iterator[Index]:
    """Every range index and constraint."""
    yield Index(ENTITY, ("id",), unique=True)
    for label in ENTITY_LABELS:
        yield Index(label, ("id",), unique=True)
    for label in (*FACT_LABELS, *TEXT_LABELS, "Alias", "Finding"):
        # a thing that changes stands there twice while a load is under way, as it was and as it will be
        yield Index(label, ("id", "added"), unique=True)
    for label in (*ENTITY_LABELS, *FACT_LABELS, *TEXT_LABELS):
        for order in vocabulary()[label].orders:
            if order.link is None:
                yield Index(label, (order.property, "id"))
    for label in FACT_LABELS:
        yield Index(label, ("subject", "place", "id"))
    yield Index("Measurement", ("indicator", "place", "id"))
    yield Index(FACT, ("document", "place", "id"))
    yield Index(FACT, ("subject", "place", "id"))
    yield Index(FACT, (POINT,))
    for kin in (SERIES, POINT):
        yield Index("Measurement", (kin,))
    yield Index(FACT, ("place", "id"))
    for label in (*TEXT_LABELS, "Finding"):
        yield Index(label, ("document", "place", "id"))
    yield Index("Evidence", ("passage", "owner", "place"))
    yield Index("Document", ("code",))
    yield Index("Evidence", ("owner", "place"))
    yield Index("Quantity", ("owner", "place"))
    yield Index("Alias", ("folded",))
    yield Index("Statement", ("edge", "document"))
    yield Index("Member", ("id", "document"))
    yield Index("MemberKey", ("key", "member"))
    yield Index("Merge", ("member",))
    yield Index("Merge", ("node",))
    yield Index("Batch", ("document",))
    yield Index("Staged", ("document",), unique=True)
    yield Index("Release", ("schema",), unique=True)  # so that two that make a store at once make one
    yield Index(OURS, ("dropped",))
    for type_ in VERSIONED_TYPES:
        yield Index(type_, ("dropped",), edges=True)


def schema_statements() -> Iterator[str]:
    """The statements that make what is not there yet of the constraints and indexes."""
    for index in indexes():
        yield index.statement
    properties = ", ".join(f"x.{name}" for name in _TEXT_PROPERTIES)
    # of the analyzers only this one finds a single Chinese character, and a phrase exactly as it stands
    yield (
        f"CREATE FULLTEXT INDEX {TEXT_INDEX} IF NOT EXISTS FOR (x:{'|'.join(_TEXT_LABELS)}) ON EACH [{properties}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}"
    )
    # what searches ask: any other analyzer drops characters, or keeps letters and digits together as words
    labels = "|".join(_SEARCHED_LABELS)
    yield (
        f"CREATE FULLTEXT INDEX {SEARCH_INDEX} IF NOT EXISTS FOR (x:{labels}) ON EACH [x.{SEARCHED}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
    )


Shape = tuple[frozenset[str], tuple[str, ...], bool]
"""What an index is of: labels or types, properties in their order, and whether a constraint owns it."""


def missing_indexes(online: Mapping[str, Shape]) -> list[str]:
    """The names of our indexes that are not among those ``online``, each by its name with its shape."""
    expected: dict[str, Shape] = {i.name: (frozenset({i.label}), i.properties, i.unique) for i in indexes()}
    expected[TEXT_INDEX] = (frozenset(_TEXT_LABELS), _TEXT_PROPERTIES, False)
    expected[SEARCH_INDEX] = (frozenset(_SEARCHED_LABELS), (SEARCHED,), False)
    return sorted(name for name, shape in expected.items() if online.get(name) != shape)
