"""What can be said of all things of a list at once: how many, in which groups, and what their figures come to."""

from collections.abc import Iterable, Iterator

from graph import plan
from graph.model.base import Described
from graph.model.facts import BudgetItem, Measurement
from graph.model.groups import groups_of, summable_attributes
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, attributes_of, vocabulary
from service.schema.attributes import attribute_field
from service.schema.meaning import Plain
from service.schema.naming import THINGS, camel_case, type_name
from service.schema.types import Field, Given, Types

_FIRST = Given(
    "first", "int | None", Described("How many groups at most, 1 to 100.", "至多組數，1 至 100。"), default=100
)
_BY_TYPE = Described("By type.", "依類型。")
COUNT = "COUNT"
"""The order in which the groups of most things come first."""
_BY_COUNT = Described("By how many things they hold.", "依筆數。")
_BY_SIZE = Described("What makes a group large.", "組之大小所依。")


def _by_sum(attribute: str) -> Described:
    return Described(
        f"By the largest sum that their stats have of {attribute}. Units and kinds of figures are not told apart: keep "
        "the list to one, or group by it. Groups without a sum last, ties by count.",
        f"依 stats 中 {attribute} 之最大合計；不分單位及數字種類，宜先篩選或分組。無合計者殿後，同值者依筆數。",
    )


def define_aggregates(types: Types) -> None:
    """Make what lists are grouped by, and the types of what is said of a list."""
    for labels in _grouped():
        described = Described("What a list can be grouped by.", "可供分組之項目。")
        types.enum(f"{type_name(labels)}Group", described, _names(labels))
        if summed := summable_attributes(labels):
            orders = {COUNT: _BY_COUNT, **{name.upper(): _by_sum(name) for name in summed}}
            types.enum(f"{type_name(labels)}GroupOrder", _BY_SIZE, orders)
    described = Described("What is said of all things of a list, on all pages.", "全列表（不分頁）之彙總。")
    types.object("Aggregate", described, _aggregate_fields())
    types.object("Group", Described("Things that have their keys in common.", "鍵值相同之一組。"), _group_fields())
    types.object("GroupKey", Described("What the things of a group have in common.", "分組鍵值。"), _key_fields())
    described = Described(
        "What figures come to that may be added: alike in unit and in all that is said of them here. Of several prints "
        "of a figure one counts; what is contained in another figure of the list (an agency's share, a part of the "
        "work) does not. Counted, missing, excluded and conflicting are together all facts.",
        "可相加之數字之合計：單位與下列各項均相同。同一數字重複記載者僅計一次；為列表中另一數字所含者（機關分列、下層計畫）不計。",
    )
    types.object("Stats", described, _stats_fields())


def aggregate_field(labels: tuple[str, ...]) -> Field:
    """The field of a list of things of these labels that tells of all of them at once."""
    described = Described("What is said of all of them at once, whatever the page.", "彙總，不分頁。")
    by = Described(
        "What to group by, at most three; what leads to several things stands in the group of each.",
        "分組項目，至多三項；對應多項者各組均計。",
    )
    grouping = (Given("by", f"list[{type_name(labels)}Group] | None", by), _FIRST, *_group_order(labels))
    return Field("aggregate", "Aggregate", described, plan.Aggregate, grouping if labels in _grouped() else ())


def _group_order(labels: tuple[str, ...]) -> Iterator[Given]:
    """The argument that says which groups are the largest, where things have figures to be added up."""
    if summable_attributes(labels):
        described = Described("By what the largest groups come first.", "何者為大之組在前。")
        yield Given("orderBy", f"{type_name(labels)}GroupOrder", described, default=COUNT)


def _grouped() -> tuple[tuple[str, ...], ...]:
    return (*((label,) for label in THINGS), ENTITY_LABELS, FACT_LABELS)


def _names(labels: tuple[str, ...]) -> dict[str, Described]:
    kind = vocabulary()[labels[0]]
    described = {attribute.name: attribute.description for attribute in kind.attributes}
    described |= {name: link.description for name, link in kind.links.items()}
    return {name: _BY_TYPE if by is None else described[by] for name, by in groups_of(labels).items()}


def _aggregate_fields() -> Iterable[Field]:
    return (
        _plain("count", "int", Described("How many things the list holds.", "總筆數。")),
        _stats("What the figures of the list come to.", "全列表數字之合計。"),
        Field(
            "groups",
            "list[Group]",
            Described("The largest groups first, none without 'by'.", "各組，由大到小；未指定 by 則無。"),
            plan.Groups,
        ),
        _plain("groups_total", "int", Described("How many groups there are.", "組數。")),
    )


def _group_fields() -> Iterable[Field]:
    return (
        Field(
            "keys",
            "list[GroupKey]",
            Described("One for each item of 'by', in its order.", "依 by 之順序，各項一鍵。"),
            plan.GroupKeys,
        ),
        _plain("count", "int", Described("How many things it holds.", "筆數。")),
        _stats("What its figures come to.", "該組數字之合計。"),
    )


def _key_fields() -> Iterable[Field]:
    return (
        _plain("by", "str", Described("What is grouped by, as in 'by'.", "分組項目。")),
        _plain(
            "value",
            "str | None",
            Described(
                "The value as a filter takes it: of a thing its id; null where there is none.",
                "鍵值，可供篩選；事物為識別碼，無值則為空。",
            ),
        ),
        Field(
            "entity",
            "Entity | None",
            Described("The thing, where the key is one.", "鍵值為事物者，該事物。"),
            plan.KeyEntity,
        ),
    )


def _stats_fields() -> Iterable[Field]:
    yield _plain("of", "str", Described("Which value: target, actual, amount.", "所計之值：目標、實際、金額。"))
    yield _plain("unit", "str | None", Described("The unit; TWD for money.", "單位，金額為元（TWD）。"))
    yield _plain(
        "of_agencies",
        "bool",
        Described(
            "Whether it is agencies' own, which may contain that of the work they run.", "是否為機關本身之數字。"
        ),
    )
    yield from _alike()
    for name, described in (
        ("sum", Described("The exact sum; null for rates and where nothing counts.", "合計；比率或無可計者為空。")),
        ("average", Described("The average.", "平均。")),
        ("min", Described("The smallest.", "最小值。")),
        ("max", Described("The largest.", "最大值。")),
    ):
        yield _plain(name, "float | None", described)
    for name, described in (
        ("counted", Described("How many figures that is.", "計入之數字筆數。")),
        ("inexact", Described("How many of these are about, at least or at most.", "計入者中為約數、下限或上限者。")),
        ("missing", Described("How many more have no number: unknown, not zero.", "無數值者；未知並非零。")),
        (
            "conflicting",
            Described("How many print one figure differently; not counted.", "同一數字記載不一者，不計入。"),
        ),
        (
            "excluded",
            Described("How many are repeated, or contained in others; not counted.", "重複或為他者所含，不計入。"),
        ),
    ):
        yield _plain(name, "int", described)


def _alike() -> Iterable[Field]:
    """What figures that are added have in common, told by the attributes of facts; null where it does not matter."""
    attributes = {a.name: a for model in (BudgetItem, Measurement) for a in attributes_of(model)}
    for name in ("figure", "phase", "item", "coverage", "through", "scope", "year", "as_of"):
        field = attribute_field(attributes[name])
        yield Field(field.name, f"{field.type.removesuffix(' | None')} | None", field.description, Plain(name))


def _stats(english: str, chinese: str) -> Field:
    return Field("stats", "list[Stats]", Described(english, chinese), plan.Stats)


def _plain(name: str, type_: str, description: Described) -> Field:
    return Field(camel_case(name), type_, description, Plain(name))
