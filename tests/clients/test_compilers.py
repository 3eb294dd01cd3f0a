"""Tools that make code of a front end's documents, as they come, on the documents as they are."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.store import open_store
from service.app import create_app
from service.schema import build_schema
from service.settings import ServiceSettings
from tests.clients.conftest import Node
from tests.clients.front_end import FILES, VARIABLES, operations
from tests.clients.node import PACKAGES
from tests.graph.engines import publish
from tests.service.ministry import PAPERS, contract

USE = """
import { ProgrammePageDocument, type ProgrammePageQuery } from "./made/graphql";
import type { ResultOf, VariablesOf } from "@graphql-typed-document-node/core";

const variables: VariablesOf<typeof ProgrammePageDocument> = { name: "航道疏濬" };
const page = {} as ResultOf<typeof ProgrammePageDocument> satisfies ProgrammePageQuery;
const shown: string | undefined = page.programme?.agencies.edges[0]?.node.name;
// @ts-expect-error: the schema has no such role
const role: typeof page extends { programme?: infer P } ? "BOSS" : never = page.programme!.agencies.edges[0]!.role!;
console.log(variables, shown, role);
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder of a front end, with the packages."""
    (tmp_path / "node_modules").symlink_to(PACKAGES, target_is_directory=True)
    (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")
    (tmp_path / "src").mkdir()
    return tmp_path


def test_codegen_makes_types_that_fit_what_is_used_of_them(node: Node, graphql_url: str, project: Path) -> None:
    for name in FILES:
        (project / "src" / f"{name}.graphql").write_text(contract(name), "utf-8")
    made = {"src/made/": {"preset": "client", "presetConfig": {"fragmentMasking": False}}}
    _write(project / "codegen.json", {"schema": graphql_url, "documents": "src/*.graphql", "generates": made})
    (project / "src" / "use.ts").write_text(USE, "utf-8")
    options = {"strict": True, "noEmit": True, "module": "esnext", "moduleResolution": "bundler", "target": "es2022"}
    _write(project / "tsconfig.json", {"compilerOptions": {**options, "lib": ["es2022", "dom"]}, "include": ["src"]})

    node("graphql-codegen", "--config", "codegen.json", cwd=project)
    node("tsc", "--project", "tsconfig.json", cwd=project)

    made_types = (project / "src" / "made" / "graphql.ts").read_text("utf-8")
    assert all(f"export type {name}Query =" in made_types for name in VARIABLES)


def test_relay_compiles_the_documents_and_its_list_is_one_of_trusted_ones(node: Node, project: Path) -> None:
    for name in FILES:
        tagged = f'import {{ graphql }} from "relay-runtime";\nexport default graphql`\n{contract(name)}\n`;\n'
        (project / "src" / f"{name}.js").write_text(tagged, "utf-8")
    (project / "schema.graphql").write_text(build_schema().as_str(), "utf-8")
    (project / "made").mkdir()
    persist = {"file": "./persisted.json", "algorithm": "SHA256"}
    paths = {"src": "./src", "schema": "./schema.graphql", "artifactDirectory": "./made"}
    _write(project / "relay.config.json", {**paths, "language": "javascript", "persistConfig": persist})
    _write(project / "persisted.json", {})

    node("relay-compiler", cwd=project)

    listed = json.loads((project / "persisted.json").read_text("utf-8"))
    store = open_store(f"sqlite:///{project}/graph.db", create=True)
    publish(store, *PAPERS)
    with TestClient(create_app(store, ServiceSettings(trusted_documents=project / "persisted.json"))) as client:
        answers = {
            hash_: client.post("/graphql", json={"documentId": hash_, "variables": VARIABLES[_name(text)]}).json()
            for hash_, text in listed.items()
        }
        other = client.post("/graphql", json={"query": "{ release { id } }"}).json()
    assert {_name(text) for text in listed.values()} == {name for name, _, _ in operations()}
    assert [answer["errors"] for answer in answers.values() if "errors" in answer] == []
    assert other["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"


def _name(document: str) -> str:
    """The name of the operation that a document begins with."""
    return next(name for name in VARIABLES if f"query {name}" in document)


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), "utf-8")
