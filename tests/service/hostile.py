"""Requests that mean no good, or make no sense; each must be answered with a code, in bounded time and memory."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hostile:
    """One request: its raw body and headers, and the codes of which one must answer it; none where it may be answered."""

    name: str
    body: bytes
    codes: frozenset[str]
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


def requests() -> Iterator[Hostile]:
    """The fixed list."""
    yield from _queries()
    yield from _bodies()
    yield from _variables()


def _queries() -> Iterator[Hostile]:
    chain = "".join(f"fragment f{n} on Query{{...f{n + 1} ...f{n + 1}}}" for n in range(40))
    deep = "{agencies{nodes{programmes{nodes" * 200 + "{id}" + "}}}}" * 200
    many = {
        "1 MB of words": ("{" + "a " * 500_000 + "}", "BODY_TOO_LARGE"),
        "100 kB of words": ("{" + "a " * 50_000 + "}", "LIMIT_EXCEEDED"),
        "90 kB in one text": ('{agency(name:"' + "水" * 30_000 + '"){id}}', ""),
        "10,000 aliases": ("{" + "".join(f"a{n}:release{{id}}" for n in range(8_000)) + "}", "LIMIT_EXCEEDED"),
        "aliases of one name": ("{" + "a:release{id} " * 700 + "}", "LIMIT_EXCEEDED"),
        "a field 2,400 times": ("{release{" + "id " * 2_400 + "}}", "LIMIT_EXCEEDED"),
        "circular fragments": ("{...a} fragment a on Query{...b} fragment b on Query{...a}", "INVALID_QUERY"),
        "doubling fragments": ("{...f0}" + chain + "fragment f40 on Query{release{id}}", "LIMIT_EXCEEDED"),
        "800 deep": (deep, "INVALID_QUERY"),
        "20,000 brackets": ("{" * 20_000, "INVALID_QUERY LIMIT_EXCEEDED"),
        "lists within lists": ("{node(id:" + "[" * 5_000, "INVALID_QUERY LIMIT_EXCEEDED"),
        "1,000 directives": ("{release" + "@include(if:true)" * 700 + "{id}}", "INVALID_QUERY LIMIT_EXCEEDED"),
        "unknown directives": ("{release" + "@aa" * 1_000 + "{id}}", "INVALID_QUERY"),
        "1,000 operations": ("".join(f"query a{n}{{release{{id}}}}" for n in range(600)), "INVALID_QUERY"),
        "1,000 variables": ("query(" + "".join(f"$a{n}:Int " for n in range(1_000)) + "){release{id}}", "INVALID_QUERY"),
        "circular introspection": ("{__schema" + "{types{fields{type" * 6 + "{name}" + "}}}" * 6 + "}", "INVALID_QUERY LIMIT_EXCEEDED"),
        "wide introspection": ("{" + "".join(f"a{n}:__schema{{types{{fields{{args{{type{{name}}}}}}}}}}" for n in range(190)) + "}", "LIMIT_EXCEEDED"),
        "a mutation": ("mutation{delete(id:1){id}}", "INVALID_QUERY"),
        "a subscription": ("subscription{release{id}}", "INVALID_QUERY"),
        "no operation": ("fragment a on Query{release{id}}", "INVALID_QUERY"),
        "a type definition": ("type A{a:Int}", "INVALID_QUERY"),
        "nothing": ("", "INVALID_QUERY"),
        "blanks": (" \n\t,,,", "INVALID_QUERY"),
        "an open text": ('{agency(name:"', "INVALID_QUERY"),
        "a zero byte": ('{agency(name:"\u0000"){id}}', ""),
        "half a character": ('{agency(name:"\\uD800"){id}}', "INVALID_QUERY"),
        "SQL": ("{agency(name:\"' OR 1=1; DROP TABLE node; --\"){id}}", ""),
        "Cypher": ('{agency(name:"x`) DETACH DELETE n //"){id}}', ""),
        "full text operators": ('{search(text:"* OR NEAR( ^ \\" : - +",first:1){totalCount}}', ""),
        "a hundred of a hundred of a hundred": ("{agencies(first:100){nodes{programmes(first:100){nodes{agencies(first:100){nodes{id}}}}}}}", "LIMIT_EXCEEDED"),
        "a page of minus one": ("{agencies(first:-1){totalCount}}", "INVALID_ARGUMENT"),
        "a page of 2^31": ("{agencies(first:2147483648){totalCount}}", "INVALID_QUERY"),
        "both ends": ("{agencies(first:1,last:1){totalCount}}", "INVALID_ARGUMENT"),
        "a cursor of rubbish": ('{agencies(after:"////"){nodes{id}}}', "INVALID_CURSOR"),
        "a cursor of 90 kB": ('{agencies(after:"' + "A" * 90_000 + '"){nodes{id}}}', "INVALID_CURSOR"),
        "an endless number": ("{budgets(where:{amount:{gt:" + "9" * 400 + "}}){totalCount}}", "INVALID_QUERY INVALID_ARGUMENT"),
        "filters within filters": ("{agencies(where:" + "{NOT:" * 300 + "{name:{eq:\"a\"}}" + "}" * 300 + "){totalCount}}", "INVALID_QUERY LIMIT_EXCEEDED INVALID_ARGUMENT"),
        "a filter of 1,000 ways": ("{agencies(where:{OR:[" + '{name:{contains:"水"}}' * 480 + "]}){totalCount}}", ""),
    }  # fmt: skip
    for name, (query, codes) in many.items():
        yield Hostile(name, json.dumps({"query": query}).encode(), frozenset(codes.split()))


def _bodies() -> Iterator[Hostile]:
    query = b'{"query":"{release{id}}"}'
    for name, body, code in (
        ("no body", b"", "INVALID_QUERY"),
        ("half a body", b'{"query":', "INVALID_QUERY"),
        ("a list", b"[" + query + b"]", "INVALID_QUERY"),
        ("100,000 lists", b"[" * 100_000, "INVALID_QUERY"),
        ("not UTF-8", b'{"query":"\xff\xfe"}', "INVALID_QUERY"),
        ("half a character in JSON", b'{"query":"\\ud800"}', "INVALID_QUERY"),
        ("a number", b"1e999", "INVALID_QUERY"),
        ("no number", b'{"query":NaN}', "INVALID_QUERY"),
        ("a text", b'"query"', "INVALID_QUERY"),
        ("no query", b"{}", "INVALID_QUERY"),
        ("a query that is no text", b'{"query":{}}', "INVALID_QUERY"),
        ("variables that are no object", b'{"query":"{release{id}}","variables":[1]}', "INVALID_VARIABLES"),
        ("extensions that are no object", b'{"query":"{release{id}}","extensions":1}', "INVALID_QUERY"),
        ("a hash that is no text", b'{"extensions":{"persistedQuery":{"sha256Hash":[]}}}', "INVALID_QUERY"),
        ("a hash that nobody knows", b'{"documentId":"sha256:00"}', "PERSISTED_QUERY_NOT_FOUND"),
        ("an unknown operation", b'{"query":"query A{release{id}}","operationName":"B"}', "INVALID_QUERY"),
        ("10 MB", b'{"query":"{release{id}}","variables":{"a":"' + b"a" * 10_000_000 + b'"}}', "BODY_TOO_LARGE"),
    ):
        yield Hostile(name, body, frozenset({code}))
    yield Hostile("no content type", query, frozenset({"UNSUPPORTED_MEDIA_TYPE"}), {})
    yield Hostile(
        "another charset",
        query,
        frozenset({"UNSUPPORTED_MEDIA_TYPE"}),
        {"Content-Type": "application/json;charset=utf-7"},
    )
    yield Hostile(
        "a form",
        b"query={release{id}}",
        frozenset({"UNSUPPORTED_MEDIA_TYPE"}),
        {"Content-Type": "application/x-www-form-urlencoded"},
    )
    yield Hostile(
        "compressed",
        query,
        frozenset({"UNSUPPORTED_MEDIA_TYPE"}),
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    )
    yield Hostile(
        "nothing is accepted",
        query,
        frozenset({"NOT_ACCEPTABLE"}),
        {"Content-Type": "application/json", "Accept": "image/png"},
    )
    yield Hostile(
        "an endless Accept",
        query,
        frozenset(),
        {"Content-Type": "application/json", "Accept": "*/*;q=0.1," * 3_000 + "*/*"},
    )


def _variables() -> Iterator[Hostile]:
    query = "query($ids:[ID!]!,$first:Int,$where:AgencyWhere){nodes(ids:$ids){id} agencies(first:$first,where:$where){totalCount}}"
    inverted: dict[str, object] = {"name": {"eq": "a"}}
    others = endless = inverted
    for _ in range(26):
        inverted = {"NOT": inverted}
    for _ in range(4):
        others = {"programmes": {"all": {"agencies": {"all": others}}}}
    for _ in range(400):
        endless = {"NOT": endless}
    for name, variables, codes in (
        ("10,000 ids", {"ids": ["a"] * 10_000}, "INVALID_ARGUMENT"),
        ("ids of another kind", {"ids": [{}]}, "INVALID_VARIABLES"),
        ("ids missing", {}, "INVALID_VARIABLES"),
        ("a text for a number", {"ids": [], "first": "1"}, "INVALID_VARIABLES"),
        ("a fraction for a number", {"ids": [], "first": 1.5}, "INVALID_VARIABLES"),
        ("a truth for a number", {"ids": [], "first": True}, "INVALID_VARIABLES"),
        ("a number beyond 64 bits", {"ids": [], "first": 10**30}, "INVALID_VARIABLES"),
        ("an unknown field", {"ids": [], "where": {"nothing": 1}}, "INVALID_VARIABLES"),
        ("a zero byte", {"ids": ["\u0000"]}, ""),
        ("26 filters within each other", {"ids": [], "where": inverted}, "INVALID_ARGUMENT"),
        ("8 links within each other", {"ids": [], "where": others}, "INVALID_ARGUMENT"),
        (
            "3,000 filters beside each other",
            {"ids": [], "where": {"OR": [{"name": {"eq": "a"}}] * 3_000}},
            "INVALID_ARGUMENT",
        ),
        ("400 filters within each other", {"ids": [], "where": endless}, "LIMIT_EXCEEDED"),
        ("a list for one", {"ids": [], "where": {"name": {"in": ["a"] * 20_000}}}, ""),
    ):
        yield Hostile(
            f"variables: {name}",
            json.dumps({"query": query, "variables": variables}).encode(),
            frozenset(codes.split()),
        )
