# Two commands for a newcomer, `make demo` and `make test`; both build .venv first where it is missing or out of date.

PYTHON ?= python3
CORPUS ?= examples
PORT   ?= 8000
AGENCY ?= $(if $(filter examples,$(patsubst %/,%,$(CORPUS))),海岸事務部港灣署,經濟部水利署)

BIN     := .venv/bin
STAMP   := .venv/.setup
BENCHED := .venv/.bench
STARTED := $(shell date +%s)

.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage queries bench check fix lock up hooks clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## build .venv from requirements.lock (PYTHON=python3.12 chooses the interpreter, after make clean)

# The stamp stands for "everything installed": a build that broke off leaves none, and is done again.
$(STAMP): requirements.lock pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "No '$(PYTHON)' was found: name a Python 3.11 to 3.13 with make PYTHON=…" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; v = sys.version_info[:2]; (3, 11) <= v <= (3, 13) or sys.exit("plangraph needs Python 3.11 to 3.13, this is %d.%d: name another with make PYTHON=python3.12" % v)'
	@echo "Building .venv from requirements.lock …"
	@rm -f $(STAMP)
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

demo: $(STAMP) ## ingest CORPUS (examples), serve it on PORT (8000), ask about AGENCY, print the answer
	@exec $(BIN)/python scripts/demo.py "$(CORPUS)" --port "$(PORT)" --agency "$(AGENCY)" --started $(STARTED)

test: $(STAMP) ## run all tests; PLANGRAPH_CORPUS=FOLDER adds those that read the five documents
	@$(BIN)/python -m pytest

coverage: $(STAMP) ## run all tests and list the branches that none of them takes
	@$(BIN)/python -m pytest --cov

queries: $(STAMP) ## write the answers in docs/queries.md anew; PLANGRAPH_CORPUS=FOLDER names the five documents
	@$(BIN)/python -m scripts.queries "$${PLANGRAPH_CORPUS:?Set it to the folder of the five documents.}"

bench: $(BENCHED) ## how fast documents are read and linked, Neo4j loads, the service answers; PLANGRAPH_CORPUS=FOLDER takes the five documents
	@$(BIN)/python -m benchmarks.extraction
	@$(BIN)/python -m benchmarks.linking
	@$(BIN)/python -m benchmarks.on_neo4j
	@$(BIN)/python -m benchmarks.service

# jieba comes as source only: it is built with the setuptools of requirements.lock, so that nothing unpinned is fetched.
$(BENCHED): $(STAMP) benchmarks/requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-build-isolation \
		-r benchmarks/requirements.lock
	@touch $(BENCHED)

check: $(STAMP) ## format, lint, types, Docker files; changes nothing
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@$(BIN)/mypy

fix: $(STAMP) ## format, and mend what the linter can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: $(STAMP) ## bring requirements.lock up to pyproject.toml (delete it first for the newest version of everything)
	@$(BIN)/uv pip compile pyproject.toml --extra dev --extra fast --quiet --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command "make lock" --output-file requirements.lock
	@$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']['bench'], sep='\n')" \
		| $(BIN)/uv pip compile - --quiet --universal --python-version 3.11 --no-deps \
		--generate-hashes --custom-compile-command "make lock" --output-file benchmarks/requirements.lock

up: ## build and start Neo4j and the service with Docker; NEO4J_PASSWORD=… must be set
	@docker compose up --build --detach

hooks: $(STAMP) ## run format, lint and types before every commit
	@$(BIN)/pre-commit install

clean: ## remove .venv and everything that was built
	@rm -rf .venv .demo .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache dist
