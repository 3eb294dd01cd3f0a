"""The picture of the house as assertions: what each room may import from the others."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("graph", "ingest", "service")
STRANGERS = ("plangraph", "scripts", "tests")  # they stand on the rooms, so no room may import them

# The longest name that fits a module decides what it may import of ours. A package stands for all that is in it;
# only of graph.store nothing but the front door is open to other rooms, because behind it live the engines.
MAY_IMPORT = {
    "graph": {"graph"},
    "graph.model": {"graph.model", "graph.errors"},
    "ingest": {
        "ingest",
        "graph.errors",
        "graph.logs",
        "graph.model",
        "graph.settings",
        "graph.store",
        "graph.store.base",
    },
    "service": {
        "service",
        "graph.errors",
        "graph.expressions",
        "graph.logs",
        "graph.model",
        "graph.plan",
        "graph.search",
        "graph.settings",
        "graph.store",
        "graph.store.base",
    },
    "plangraph": {"graph.cli", "graph.errors", "graph.logs", "ingest.cli", "service.cli"},
}
FRONT_DOORS = {"graph.store"}


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_each_part_imports_only_what_it_may(part: str) -> None:
    modules = _modules()
    residents = [module for module in modules if _rule_for(module) == part]
    assert residents, f"no module was found in {part}: this test would pass whatever {part} imports"

    stray = {
        f"{module} imports {target}"
        for module in residents
        for target in _imports(modules[module].read_text("utf-8"), module, known=modules)
        if not _may_import(part, target)
    }

    assert stray == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("import service.app", {"service.app"}, id="plain"),
        pytest.param("import service.app as app, json", {"service.app"}, id="renamed"),
        pytest.param("from service import app", {"service.app"}, id="module of a package"),
        pytest.param("from service.app import create", {"service.app"}, id="name of a module"),
        pytest.param("from service.app import *", {"service.app"}, id="star"),
        pytest.param("def run():\n    from service import app", {"service.app"}, id="inside a function"),
        pytest.param("if TYPE_CHECKING:\n    import service", {"service"}, id="for types only"),
        pytest.param("from ..service import app", {"service.app"}, id="relative"),
        pytest.param("import_module('service.app')", {"service.app"}, id="by name"),
        pytest.param("importlib.import_module('service.app')", {"service.app"}, id="by name, qualified"),
        pytest.param("import services, graphql, ingestion", set(), id="names that only begin like ours"),
    ],
)
def test_an_import_is_found_however_it_is_written(source: str, found: set[str]) -> None:
    assert set(_imports(source, "ingest.cli", known={"service": ROOT, "service.app": ROOT})) == found


@pytest.mark.parametrize(
    ("module", "target"),
    [
        ("graph.plan", "ingest"),
        ("graph.store.sqlite.view", "service.schema"),
        ("graph.model.entities", "graph.store.base"),
        ("ingest.cli", "service.app"),
        ("ingest.cli", "graph.store.sqlite"),
        ("ingest.cli", "graph.plan"),
        ("service.cli", "ingest.pipeline"),
        ("service.cli", "graph.store.sqlite.view"),
        ("service.cli", "tests.conftest"),
    ],
)
def test_arrows_that_point_the_wrong_way_are_refused(module: str, target: str) -> None:
    assert not _may_import(_rule_for(module), target)


def _modules() -> dict[str, Path]:
    """Every module of ours by its dotted name."""
    files = [path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    files.append(Path("plangraph.py"))
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): ROOT / path for path in files}


def _imports(source: str, module: str, *, known: dict[str, Path]) -> Iterator[str]:
    """The modules of ours that a source text imports, at its top or anywhere inside."""
    package = module if known.get(module, ROOT).name == "__init__.py" else module.rpartition(".")[0]
    for name in _imported_names(ast.parse(source), package, known=known):
        if name.partition(".")[0] in (*ROOMS, *STRANGERS):
            yield name


def _imported_names(tree: ast.AST, package: str, *, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=base, names=names, level=level):
                above = package.split(".")[: len(package.split(".")) - level + 1] if level else []
                base = ".".join([*above, *([base] if base else [])])
                inner = (f"{base}.{alias.name}" for alias in names)
                yield from (name if name in known else base for name in inner)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name


def _rule_for(module: str) -> str:
    return max((part for part in MAY_IMPORT if _is_in(module, part)), key=len)


def _may_import(part: str, target: str) -> bool:
    return any(
        target == allowed or (_is_in(target, allowed) and allowed not in FRONT_DOORS) for allowed in MAY_IMPORT[part]
    )


def _is_in(module: str, package: str) -> bool:
    return f"{module}.".startswith(f"{package}.")
