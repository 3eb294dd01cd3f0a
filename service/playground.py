"""GraphiQL: a page for browsers, served whole from this package, with example queries on names the graph holds."""

from pathlib import Path
from string import Template

import orjson
from starlette.requests import Request as HttpRequest
from starlette.staticfiles import StaticFiles

from service.execution import Executor, Request

_HERE = Path(__file__).parent
_ASSETS = _HERE / "static" / "graphiql"
_EXAMPLES = ("agency", "programme", "filtered", "top_agencies", "what_is_here")
_NAMES_BEFORE_THERE_IS_A_GRAPH = {"agency": "經濟部水利署", "programme": "前瞻基礎建設計畫", "unit": "%"}
_NAMES = """
{
  agencies(first: 10, orderBy: [{ field: PROGRAMME_COUNT, direction: DESC }]) {
    nodes {
      name
      programmes(first: 10, where: { indicators: { some: { unit: { isNull: false } } } }) {
        nodes { name indicators(first: 1, where: { unit: { isNull: false } }) { nodes { unit } } }
      }
    }
  }
}
"""
# nothing may be fetched from elsewhere, and nothing written into the page may run
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:"
}


def assets() -> StaticFiles:
    """The files of the page."""
    return StaticFiles(directory=_ASSETS)


def is_wanted(request: HttpRequest) -> bool:
    """Whether a browser has come to look, and not a program to ask."""
    return "text/html" in request.headers.get("accept", "") and "query" not in request.query_params


async def render(executor: Executor) -> bytes:
    """The page as HTML in UTF-8, its examples' variables filled with names that the graph holds now."""
    names = await _names(executor)
    variables = {
        "agency": {"name": names["agency"]},
        "programme": {"name": names["programme"]},
        "filtered": {"agency": names["agency"], "unit": names["unit"]},
    }
    tabs = [
        {"query": _read(f"examples/{name}.graphql"), "variables": _pretty(variables.get(name))} for name in _EXAMPLES
    ]
    # "</" would end the element that the examples stand in
    examples = orjson.dumps(tabs).decode().replace("</", "<\\/")
    return Template(_read("static/graphiql/index.html")).substitute(examples=examples).encode()


async def _names(executor: Executor) -> dict[str, str]:
    """An agency, a programme that it runs and that a look-up by name finds, and the unit of one of its indicators."""
    answer = await executor.execute(Request(_NAMES))
    agencies = answer["data"]["agencies"]["nodes"] if answer.get("data") else []
    for agency in agencies:
        for programme in agency["programmes"]["nodes"]:
            if await _is_found(executor, programme["name"]):
                unit = programme["indicators"]["nodes"][0]["unit"]
                return {"agency": agency["name"], "programme": programme["name"], "unit": unit}
    return _NAMES_BEFORE_THERE_IS_A_GRAPH


async def _is_found(executor: Executor, name: str) -> bool:
    """Whether a look-up by this name finds one thing; several may share it."""
    answer = await executor.execute(Request("query ($name: String) { programme(name: $name) { id } }", {"name": name}))
    return "errors" not in answer


def _pretty(variables: dict[str, str] | None) -> str:
    return orjson.dumps(variables or {}, option=orjson.OPT_INDENT_2).decode()


def _read(path: str) -> str:
    return (_HERE / path).read_text(encoding="utf-8")
