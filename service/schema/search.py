"""The search over names and texts: its root field, and what it gives."""

from collections.abc import Iterator

from graph import plan
from graph.model.base import Described
from graph.model.vocabulary import vocabulary
from graph.search import LONGEST, MOST_DOCUMENTS, SEARCHED
from service.schema.connections import PAGE, common_edge_fields, connection_fields
from service.schema.filters import NAME_FILTER
from service.schema.meaning import Plain
from service.schema.types import Field, Given, Types

SEARCH_TYPES = {label.upper(): label for label in SEARCHED}
"""The values of ``SearchType``, each with the label it stands for."""


def define_search(types: Types) -> None:
    """Make what a search takes and gives."""
    described = Described("What can be found: things by their names, the others by their text.", "可供搜尋之類別。")
    types.enum("SearchType", described, {n: vocabulary()[label].description for n, label in SEARCH_TYPES.items()})
    types.object(
        "Highlight", Described("Where what was searched for stands.", "所搜尋文字之所在。"), _highlight_fields()
    )
    types.object("SearchEdge", Described("One thing that was found.", "搜尋所得之一項。"), _edge_fields())
    described = Described("What was found, the best first, a page at a time.", "搜尋結果，依相關度分頁。")
    types.object("SearchConnection", described, (*connection_fields("Search", "Node", edges=plan.Found), _facets()))


def search_field() -> Field:
    """The root field."""
    described = Described(
        "What has a name or text in which all words stand, separated by white space in 'text'. Words may be parts of "
        "words, of any length; width, capitals, 臺/台 and simplified characters make no difference.",
        "名稱或內文含 text 中以空白分隔之全部字詞者；字詞長短不拘，全半形、大小寫、臺/台、簡繁視同。",
    )
    return Field("search", "SearchConnection", described, plan.Search, (*_arguments(), *PAGE))


def _facets() -> Field:
    described = Described(
        f"How much of it, on all pages, is of each TYPE, and is said or named by each DOCUMENT: the {MOST_DOCUMENTS} "
        "with the most; each group has one key, to narrow the search by.",
        f"全部結果依類別（TYPE）及提及之文件（DOCUMENT，至多 {MOST_DOCUMENTS} 份）分別計數；各組一鍵，可供縮小搜尋。",
    )
    return Field("facets", "list[Group]", described, plan.Facets)


def _arguments() -> Iterator[Given]:
    text = Described(f"What to search for, 1 to {LONGEST} characters.", f"搜尋文字，1 至 {LONGEST} 字。")
    yield Given("text", "str", text)
    yield Given("types", "list[SearchType] | None", Described("Only of these types.", "僅限此等類別。"))
    described = Described("Only what these documents say or name.", "僅限此等文件所載或提及者。")
    yield Given("documents", "list[ID] | None", described)
    described = Described(
        "Only these agencies, what they run and publish, its indicators and results, and passages that name them.",
        "僅限此等機關、其執行之計畫、出版之文件、相關指標與成果，及提及該機關之段落。",
    )
    yield Given("agencies", "list[ID] | None", described)
    described = Described("Only what documents about these years say or name.", "僅限此等年度之文件所載或提及者。")
    yield Given("years", "list[int] | None", described)
    described = Described(
        "Only passages under a heading like this, and what is said there.", "僅限此類標題下之段落及其所載或提及者。"
    )
    yield Given("heading", f"{NAME_FILTER} | None", described)


def _edge_fields() -> Iterator[Field]:
    yield from common_edge_fields("Node")
    described = Described(
        "The share of the name that the words make up, or half the share of the text; 1 for a name that is just them.",
        "字詞占名稱之比例；內文減半計。名稱與字詞全同者為 1。",
    )
    yield Field("score", "float", described, Plain("score"))
    described = Described("Up to three of the names or texts that hold the words.", "含該字詞之名稱或內文，至多三則。")
    yield Field("highlights", "list[Highlight]", described, plan.Highlights)


def _highlight_fields() -> Iterator[Field]:
    described = Described("Which field it is: name, aliases or text.", "所在欄位：name、aliases 或 text。")
    yield Field("field", "str", described, Plain("field"))
    described = Described(
        "The words with what is around them, as HTML: the words between <em> and </em>, all else escaped.",
        "字詞及其前後文，HTML 格式：字詞以 <em> 標示，餘經跳脫。",
    )
    yield Field("fragment", "str", described, Plain("fragment"))
