"""The root fields: one thing by id or name, all things of a type, any node, and what is here."""

from collections.abc import Iterator

from graph import plan
from graph.model.base import Described
from graph.model.entities import EntityType
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS
from service.schema.connections import list_arguments
from service.schema.meaning import Listing, LookUp
from service.schema.naming import THINGS, field_name, list_name
from service.schema.relating import relating_roots
from service.schema.search import search_field
from service.schema.series import gathered_roots
from service.schema.types import Field, Given, Types

_ID = Given("id", "ID | None", Described("Its id.", "識別碼。"))
_NAME = Given("name", "str | None", Described("Any name it is printed under.", "文件所用之任一名稱。"))
_CODE = Given("code", "str | None", Described("Its code.", "代號。"))


def define_query(types: Types) -> None:
    """Make the root type."""
    described = Described("What can be asked of the graph.", "可供查詢之項目。")
    types.object(
        "Query",
        described,
        (*_look_ups(), *_lists(), *gathered_roots(), *_nodes(), search_field(), *relating_roots(), *_about()),
    )


def _look_ups() -> Iterator[Field]:
    for label in ENTITY_LABELS:
        arguments = (_ID, _NAME, *((_CODE,) if label == EntityType.DOCUMENT else ()))
        described = Described(
            f"One {label} by {' or '.join(argument.name for argument in arguments)}; null where there is none. "
            "For a name that nothing has, 'extensions.suggestions' tells the nearest; of several: AMBIGUOUS_NAME.",
            "依識別碼或名稱取一項；查無則為空，並於 extensions.suggestions 列出相近名稱；一名多項：AMBIGUOUS_NAME。",
        )
        yield Field(field_name(label), f"{label} | None", described, LookUp(label), arguments)


def _lists() -> Iterator[Field]:
    for label in THINGS:
        described = Described(f"All of type {label}.", "此類之全部。")
        yield Field(list_name(label), f"{label}Connection", described, Listing((label,)), list_arguments((label,)))
    described = Described("All measurements, budget items and outcomes, as printed.", "全部事實，依文件及行次。")
    yield Field("facts", "FactConnection", described, Listing(FACT_LABELS), list_arguments(FACT_LABELS))


def _nodes() -> Iterator[Field]:
    one = Given("id", "ID", Described("Its id.", "識別碼。"))
    several = Given("ids", "list[ID]", Described("Their ids, at most 100.", "識別碼，至多 100 個。"))
    described = Described("Anything by its id; null where there is none.", "依識別碼取任一項；查無則為空。")
    yield Field("node", "Node | None", described, plan.ById, (one,))
    described = Described(
        "Several by their ids, in their order; null for an unknown one.", "依識別碼及其順序取多項；查無者為空。"
    )
    yield Field("nodes", "list[Node | None]", described, plan.ByIds, (several,))


def _about() -> Iterator[Field]:
    described = Described("The release that answers.", "據以回答之發布。")
    yield Field("release", "Release", described, plan.ReleaseInfo)
    described = Described("How many things there are of each type.", "各類事物之數量。")
    yield Field("statistics", "list[TypeCount]", described, plan.Statistics)
