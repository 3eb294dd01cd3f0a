"""Which rule found how much in which document: rules that serve one place only are to be seen."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import Any

from pydantic import BaseModel
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table

from ingest.records import Record
from ingest.rules import read_rule_file

_WIDEST = 12
"""Documents that have a column each; of more, only how many a rule served is shown."""


@dataclass(frozen=True, slots=True)
class RuleUse:
    """How many facts a rule found, by document; ``description`` is None for a rule that is code, not data."""

    rule: str
    description: str | None
    found: Mapping[str, int]

    @property
    def facts(self) -> int:
        """How many in all."""
        return sum(self.found.values())


def count_use(records: Iterable[Record]) -> Counter[str]:
    """How many of a document's facts name each rule."""
    return Counter(record["rule"] for record in records)


def uses_of_rules(documents: Mapping[str, Mapping[str, int]]) -> tuple[RuleUse, ...]:
    """Every rule that a fact names or a file declares, by name, with its use in each of the documents."""
    descriptions = _declared()
    named = {rule for found in documents.values() for rule in found}
    return tuple(
        RuleUse(
            rule,
            descriptions.get(rule),
            {document: found[rule] for document, found in documents.items() if rule in found},
        )
        for rule in sorted(named | descriptions.keys())
    )


def to_json(uses: Iterable[RuleUse]) -> list[dict[str, Any]]:
    """The use of each rule as plain values."""
    return [
        {"rule": use.rule, "description": use.description, "facts": use.facts, "documents": dict(use.found)}
        for use in uses
    ]


def to_table(uses: Sequence[RuleUse], documents: Sequence[str]) -> RenderableType:
    """Rules × documents, those that served one document only marked; then the rules that no fact names."""
    columns = documents if len(documents) <= _WIDEST else ()
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("rule", no_wrap=True)
    for head in ("facts", "documents", *(str(number) for number, _ in enumerate(columns, 1))):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("", overflow="ellipsis", no_wrap=True)
    for use in uses:
        if use.found:
            counts = (f"{use.found[document]:,}" if document in use.found else "" for document in columns)
            mark = f"only in {next(iter(use.found))}" if len(use.found) == 1 < len(documents) else ""
            table.add_row(use.rule, f"{use.facts:,}", str(len(use.found)), *counts, mark)
    legend = [f"{number:>2} {document}" for number, document in enumerate(columns, 1)]
    return Group(table, "", *legend, *_unnamed(uses))


def _unnamed(uses: Iterable[RuleUse]) -> list[str]:
    """The rules that no fact names, those of one family on a line."""
    silent = [use.rule for use in uses if not use.found]
    families = groupby(silent, key=lambda rule: rule.partition(".")[0])
    lines = [f"  {family}: {', '.join(rule.partition('.')[2] for rule in rules)}" for family, rules in families]
    return ["", "Named by no fact (they found nothing, or they only help others to read):", *lines] if lines else []


class _Rule(BaseModel):
    id: str
    description: str | None = None


class _RuleFile(BaseModel):
    """What every file of rules has, whatever else its own model asks for; a lexicon has none."""

    rules: tuple[_Rule, ...] = ()


def _declared() -> dict[str, str | None]:
    """The rules in the files, with what they say of themselves."""
    names = (file.name.removesuffix(".yml") for file in files("ingest.rules").iterdir() if file.name.endswith(".yml"))
    return {rule.id: rule.description for name in names for rule in read_rule_file(name, _RuleFile).rules}
