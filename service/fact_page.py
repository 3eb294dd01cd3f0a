"""Where permalinks lead: a page that shows a fact in the passage where it is printed, with its citation."""

from html import escape
from pathlib import Path
from string import Template
from typing import Any

from starlette.responses import HTMLResponse

from service.execution import Executor, Request

_PAGE = Path(__file__).parent / "static" / "fact.html"
_ASKED = """
query ($id: ID!) {
  node(id: $id) {
    __typename
    ... on Fact {
      subject { name }
      document { name }
      evidence(first: 1) { quote passage { heading text } }
      citation { text cslJson }
    }
  }
}
"""
# nothing is fetched, and nothing written into the page may run
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


async def render(identity: str, executor: Executor) -> HTMLResponse:
    """The page of a fact: 404 where this release has none of this id, 503 where the store cannot be read."""
    answer = await executor.execute(Request(_ASKED, {"id": identity}))
    if "errors" in answer:
        return _page(503, title="plangraph", body=_paragraph(answer["errors"][0]["message"]))
    fact = answer["data"]["node"]
    if fact is None or "citation" not in fact:
        message = (
            f"No fact has the id '{identity}' in this release: what cites it was read from another. 此發布查無此事實。"
        )
        return _page(404, title="plangraph", body=_paragraph(message))
    return _page(200, title=fact["subject"]["name"], body=_body(fact))


def _body(fact: dict[str, Any]) -> str:
    evidence = next(iter(fact["evidence"]), None) or {"quote": None, "passage": None}
    return "\n".join(
        (
            _paragraph(f"{fact['document']['name']} · {fact['__typename']}"),
            *_printed(evidence["passage"] or {"heading": [], "text": ""}, evidence["quote"] or ""),
            _paragraph(fact["citation"]["text"]),
            f"<details><summary>CSL-JSON</summary><pre>{escape(fact['citation']['cslJson'])}</pre></details>",
        )
    )


def _printed(passage: dict[str, Any], quote: str) -> tuple[str, ...]:
    """The words that say it, and the passage around them with these words marked where they stand there unchanged."""
    marked = escape(passage["text"]).replace(escape(quote), f"<mark>{escape(quote)}</mark>", 1) if quote else ""
    return (
        _paragraph(" › ".join(passage["heading"])),
        f"<blockquote>{escape(quote)}</blockquote>",
        f'<p class="text">{marked or escape(passage["text"])}</p>',
    )


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _page(status: int, *, title: str, body: str) -> HTMLResponse:
    page = Template(_PAGE.read_text(encoding="utf-8")).substitute(title=escape(title), body=body)
    return HTMLResponse(page, status, headers={"Content-Security-Policy": _POLICY})
