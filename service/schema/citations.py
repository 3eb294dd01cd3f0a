"""Citations of facts: what a list of references needs, and a link that opens the place."""

from collections.abc import Iterator
from operator import attrgetter

from graph import plan
from graph.model.base import Described
from service.citation import Citation
from service.schema.meaning import Plain
from service.schema.naming import camel_case
from service.schema.types import Field, Types


def define_citation(types: Types) -> None:
    """Make the type of citations."""
    described = Described("How to cite a fact, from the first place that says it.", "事實之引註，依首次印載處。")
    types.object("Citation", described, _fields())


def citation_field() -> Field:
    """The field of a fact that cites it."""
    described = Described("How to cite it, with a link that opens the place.", "引註方式，附可開啟原文處之連結。")
    return Field("citation", "Citation", described, plan.Aside)


def _fields() -> Iterator[Field]:
    described = Described(
        "Address of the page with the text where it is printed; a path of this service, where it was not told its URL.",
        "原文所在頁面之網址；服務未設定對外網址時為其路徑。",
    )
    yield _computed("permalink", "str", described)
    yield _computed("text", "str", Described("The citation for people.", "供閱讀之引註文字。"))
    yield _computed("quote", "str | None", Described("The words that say it.", "所據原文。"))
    yield _computed("release", "ID", Described("The release that says so.", "所據之發布。"))
    described = Described("The citation as CSL-JSON, a list of one item, as text.", "CSL-JSON 格式之引註（單項列表）。")
    yield _computed("csl_json", "str", described)


def _computed(name: str, type_: str, described: Described) -> Field:
    read = attrgetter(name)
    return Field(camel_case(name), type_, described, Plain(name), computed=lambda said, by: read(Citation(said, by)))
