"""Small graphs by hand: what one fictitious document says, in a few words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from graph.model.batch import Batch, Mention, Statement
from graph.model.entities import Agency, AgencyKind, Document, Entity, Indicator, Plan, Programme
from graph.model.evidence import Evidence, Finding, Passage
from graph.model.facts import BudgetFigure, BudgetItem, Corroboration, Measurement, Outcome, OutcomeKind, Scope
from graph.model.keys import agency_id, document_id, hashed_id, indicator_id, plan_id, programme_id
from graph.model.relations import RelationType, Role
from graph.model.values import NOT_STATED, Quantity, Value


def says(line: int, quote: str = "…", passage: str | None = None) -> tuple[Evidence, ...]:
    return (Evidence(line_start=line, line_end=line, quote=quote, passage=passage, rule="test.rule"),)


def agency(name: str, kind: AgencyKind = AgencyKind.AGENCY, **more: object) -> Agency:
    return Agency(id=agency_id(name, full_name=name, speaker=None), name=name, kind=kind, **more)


def plan(name: str, **more: object) -> Plan:
    return Plan(id=plan_id(name, years=(None, None), speaker=None), name=name, **more)


def programme(name: str, document: str = "a", **more: object) -> Programme:
    return Programme(id=programme_id(name, document=document, parent=None), name=name, **more)


def indicator(name: str, unit: str | None = None) -> Indicator:
    return Indicator(id=indicator_id(name, unit=unit), name=name, unit=unit)


def money(thousands: int) -> Value:
    """An amount printed in 千元."""
    amount = Decimal(thousands)
    return Value(value=amount, text=f"{thousands:,}", unit="千元", normalised=amount * 1000, normalised_unit="TWD")


def number(value: str, unit: str | None = None) -> Value:
    return Value(value=Decimal(value), text=value, unit=unit)


@dataclass
class Paper:
    """A document being written; each thing it says stands on the next line."""

    code: str
    title: str = ""
    year: int | None = None
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    budgets: list[BudgetItem] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    line: int = 0
    edition: str | None = None

    def next_line(self) -> int:
        self.line += 1
        return self.line

    def prints(self, text: str, *heading: str) -> "Paper":
        """A passage, in which stands what the paper says from here on."""
        line = self.next_line()
        identity = hashed_id("Passage", self.code, line)
        self.passages.append(Passage(id=identity, text=text, heading=heading, line_start=line, line_end=line))
        return self

    def doubts(self, message: str) -> "Paper":
        """What looks like a fact and cannot be read."""
        line = self.next_line()
        self.findings.append(Finding(rule="test.rule", message=message, line_start=line, line_end=line, quote="…"))
        return self

    def says(self, line: int, quote: str = "…") -> tuple[Evidence, ...]:
        return says(line, quote, self.passages[-1].id if self.passages else None)

    def names(self, entity: Entity, *names: str, printing: Sequence[str] = (), **more: object) -> "Paper":
        """A thing by its names, and on a line below the attributes that this prints of it."""
        printed = names or (entity.name,)
        evidence = self.says(self.next_line(), printed[0])
        if printing:
            (place,) = self.says(self.next_line(), " ".join(str(getattr(entity, name, "…")) for name in printing))
            evidence = (*evidence, place.model_copy(update={"says": tuple(printing)}))
        self.mentions.append(Mention(entity=entity, names=printed, evidence=evidence, **more))
        return self

    def states(
        self, source: Entity, relation: RelationType, target: Entity, role: Role | None = None, **more: object
    ) -> "Paper":
        self.statements.append(
            Statement(
                relation=relation,
                source=source.id,
                target=target.id,
                role=role,
                evidence=self.says(self.next_line(), f"{source.name}：{target.name}"),
                **more,
            )
        )
        return self

    def measures(
        self,
        subject: Entity,
        by: Indicator,
        *,
        year: int | None = None,
        scope: Scope = Scope.ANNUAL,
        target: Value = NOT_STATED,
        actual: Value = NOT_STATED,
        corroboration: Corroboration | None = None,
        agency: str | None = None,
    ) -> "Paper":
        whose = (agency,) if agency else ()
        identity = hashed_id("Measurement", subject.id, by.id, scope, year, *whose, self.code)
        self.measurements.append(
            Measurement(
                id=identity,
                subject=subject.id,
                indicator=by.id,
                scope=scope,
                year=year,
                unit=by.unit,
                target=target,
                actual=actual,
                corroboration=corroboration,
                agency=agency,
                evidence=self.says(self.next_line()),
            )
        )
        return self

    def budgets_for(
        self,
        subject: Entity,
        amount: Value,
        *,
        year: int | None = None,
        figure: BudgetFigure = BudgetFigure.APPROPRIATED,
        **more: object,
    ) -> "Paper":
        line = self.next_line()
        self.budgets.append(
            BudgetItem(
                id=hashed_id("BudgetItem", subject.id, year, line, self.code),
                subject=subject.id,
                year=year,
                fiscal_year=year,
                figure=figure,
                amount=amount,
                evidence=self.says(line, amount.text or ""),
                **more,
            )
        )
        return self

    def reports(
        self, subject: Entity, text: str, kind: OutcomeKind = OutcomeKind.OUTPUT, quantities: Iterable[Quantity] = ()
    ) -> "Paper":
        line = self.next_line()
        self.outcomes.append(
            Outcome(
                id=hashed_id("Outcome", subject.id, line, self.code),
                subject=subject.id,
                type=kind,
                text=text,
                quantities=tuple(quantities),
                evidence=self.says(line, text),
            )
        )
        return self

    def batch(self) -> Batch:
        return Batch(
            document=Document(
                id=document_id(self.code),
                name=self.title or f"文件{self.code}",
                code=self.code,
                year=self.year,
                edition=self.edition,
            ),
            mentions=tuple(self.mentions),
            statements=tuple(self.statements),
            measurements=tuple(self.measurements),
            budgets=tuple(self.budgets),
            outcomes=tuple(self.outcomes),
            passages=tuple(self.passages)
            or (Passage(id=hashed_id("Passage", self.code, 0), text="全文", line_start=1, line_end=max(1, self.line)),),
            findings=tuple(self.findings),
        )
