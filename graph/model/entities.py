"""The things documents speak of, as nodes of the graph."""

from enum import StrEnum
from typing import Annotated, Literal

from graph.model.base import Attested, Described, Model, PartialDate


class EntityType(StrEnum):
    """The label of a node that has a name."""

    AGENCY = "Agency"
    PLAN = "Plan"
    PROGRAMME = "Programme"
    INDICATOR = "Indicator"
    DOCUMENT = "Document"


class AgencyKind(StrEnum):
    """What sort of body an agency is."""

    MINISTRY = "ministry"
    AGENCY = "agency"
    BUREAU = "bureau"
    UNIT = "unit"
    LOCAL_GOVERNMENT = "local_government"
    TASK_FORCE = "task_force"
    STATE_ENTERPRISE = "state_enterprise"
    INSTITUTE = "institute"
    LEGISLATURE = "legislature"
    OTHER = "other"


class IndicatorAspect(StrEnum):
    """What side of the work an indicator measures."""

    WORK = "work"
    BENEFIT = "benefit"
    OVERALL = "overall"
    ANNUAL = "annual"
    OTHER = "other"


class DocumentGenre(StrEnum):
    """What kind of document it is."""

    POLICY_PLAN = "policy_plan"
    ANNUAL_PLAN = "annual_plan"
    BUDGET = "budget"
    PERFORMANCE_REPORT = "performance_report"
    BUSINESS_REPORT = "business_report"
    RESULTS_REPORT = "results_report"
    OTHER = "other"


class Entity(Model):
    """What every named thing has."""

    id: Annotated[str, Described("Permanent id of the thing.", "永久識別碼。")]
    name: Annotated[
        str,
        Described(
            "The name shown: the official one where known, else the longest printed.",
            "顯示名稱：已知者用正式名稱，否則用原文最長之名。",
        ),
    ]


class Agency(Entity):
    """A public body: organ, unit, local government, task force, state enterprise or funded institute."""

    type: Literal[EntityType.AGENCY] = EntityType.AGENCY
    kind: Annotated[AgencyKind, Described("What sort of body it is.", "機關類別。")] = AgencyKind.OTHER
    full_name: Annotated[
        str | None, Described("The full official name, where known.", "正式全名（如已知）。"), Attested()
    ] = None


_Begin = Annotated[PartialDate | None, Described("When it begins, as printed.", "起始時間，依原文。"), Attested()]
_End = Annotated[PartialDate | None, Described("When it ends, as printed.", "結束時間，依原文。"), Attested()]


class Plan(Entity):
    """An umbrella: policy, strategy, scheme, annual plan or unit budget that groups other work."""

    type: Literal[EntityType.PLAN] = EntityType.PLAN
    period_start: _Begin = None
    period_end: _End = None


class Programme(Entity):
    """One funded or managed unit of work; programmes nest."""

    type: Literal[EntityType.PROGRAMME] = EntityType.PROGRAMME
    period_start: _Begin = None
    period_end: _End = None
    category: Annotated[
        str | None, Described("The category the document prints (計畫類別).", "文件所印之計畫類別。"), Attested()
    ] = None
    level: Annotated[
        str | None, Described("The level the document prints (工作計畫, 分支計畫).", "文件所印之計畫層級。")
    ] = None
    number: Annotated[str | None, Described("The number the document gives it.", "文件所編之項次。")] = None
    code: Annotated[str | None, Described("The budget account code.", "預算科目編號。"), Attested()] = None
    title_missing: Annotated[
        bool,
        Described(
            "True where the document lost the title and the name is only its ordinal.",
            "文件缺題名、僅以序數稱之者為真。",
        ),
    ] = False


class Indicator(Entity):
    """Something measured, with its unit; shared by all that it measures."""

    type: Literal[EntityType.INDICATOR] = EntityType.INDICATOR
    unit: Annotated[str | None, Described("The unit it is measured in.", "衡量單位。"), Attested()] = None
    aspect: Annotated[
        IndicatorAspect | None, Described("What side of the work it measures.", "衡量面向。"), Attested()
    ] = None


class Document(Entity):
    """A published document that was read."""

    type: Literal[EntityType.DOCUMENT] = EntityType.DOCUMENT
    code: Annotated[str, Described("The id its sidecar or its file name gives it.", "側錄檔或檔名所定之代號。")]
    genre: Annotated[DocumentGenre, Described("What kind of document it is.", "文件類別。"), Attested()] = (
        DocumentGenre.OTHER
    )
    year: Annotated[int | None, Described("The year it is about.", "所涉年度（西元）。")] = None
    edition: Annotated[
        str | None,
        Described(
            "Which edition or stage of the document it is, as printed (核定本, 法定預算).",
            "文件之版本或階段，依原文（如核定本、法定預算）。",
        ),
        Attested(),
    ] = None
    published_on: Annotated[PartialDate | None, Described("When it was published.", "出版時間。"), Attested()] = None
    source: Annotated[str | None, Described("Where the file was taken from.", "檔案來源。")] = None
    encoding: Annotated[str | None, Described("The encoding its file was read in.", "讀取檔案所用之編碼。")] = None


ENTITIES: dict[EntityType, type[Entity]] = {
    EntityType.AGENCY: Agency,
    EntityType.PLAN: Plan,
    EntityType.PROGRAMME: Programme,
    EntityType.INDICATOR: Indicator,
    EntityType.DOCUMENT: Document,
}
"""Every entity type with its class; a new one is registered here."""
