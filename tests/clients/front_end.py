"""The operations of front ends, each with variables that the graph `ministry` can answer."""

from collections.abc import Iterator
from typing import Any

from graphql import get_operation_ast, parse, print_ast, separate_operations

from tests.service.ministry import BREAKWATER, BUREAU, DREDGING, INDUSTRY, PLAN, contract

FILES = ("agency", "programme", "plan", "across_plans")
VARIABLES: dict[str, dict[str, Any]] = {
    "AgencyPage": {"name": "港灣署"},
    "ProgrammePage": {"name": "航道疏濬"},
    "PlanPage": {"name": PLAN.name},
    "MoneyTable": {"plan": PLAN.id, "year": 2019},
    "BackFromText": {"document": "", "text": "疏濬"},
    "Refetch": {"ids": [DREDGING.id, BUREAU.id, "nobody"]},
    "Filtered": {},
    "TopAgencies": {},
    "Find": {"text": "疏濬"},
    "WhatIsHere": {},
    "SharedWork": {"ids": [DREDGING.id, BREAKWATER.id]},
    "Series": {"indicator": "疏濬"},
    "HowRelated": {"from": INDUSTRY.id, "to": PLAN.id},
}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each operation by its name, with the fragments that it spreads, and its variables."""
    for file in FILES:
        for name, document in separate_operations(parse(contract(file))).items():
            assert get_operation_ast(document, name) is not None
            yield name, print_ast(document), VARIABLES[name]
