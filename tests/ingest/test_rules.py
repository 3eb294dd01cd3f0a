"""Each rule's examples are its tests."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

import ingest.rules
from ingest.rules import Rule, RuleFile, patterns

EXAMPLES = Path(__file__).parents[2] / "examples"


def _rules() -> Iterator[tuple[str, Rule]]:
    """Every rule of every file of patterns; lexicons have models and tests of their own."""
    for file in sorted(files(ingest.rules).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yml") and "rules" in yaml.safe_load(file.read_text("utf-8")):
            name = file.name.removesuffix(".yml")
            yield from ((name, rule) for rule in RuleFile.model_validate(yaml.safe_load(file.read_text("utf-8"))).rules)


RULES = list(_rules())
EACH = pytest.mark.parametrize(("file", "rule"), RULES, ids=[rule.id for _, rule in RULES])


@EACH
def test_rule_matches_its_examples(file: str, rule: Rule) -> None:
    pattern = patterns(file)[rule.id]

    assert [text for text in rule.examples.match if not pattern.search(text)] == []


@EACH
def test_rule_leaves_its_counterexamples_alone(file: str, rule: Rule) -> None:
    pattern = patterns(file)[rule.id]

    assert [text for text in rule.examples.no_match if pattern.search(text)] == []


@pytest.mark.parametrize("rule", [rule for _, rule in RULES if rule.opens], ids=lambda rule: rule.id)
def test_rule_finds_the_same_with_what_its_matches_open_with(rule: Rule) -> None:
    texts = [text for _, other in RULES for text in (*other.examples.match, *other.examples.no_match)]
    texts += [example.read_text("utf-8") for example in EXAMPLES.glob("*.txt")]
    anywhere = re.compile(rule.pattern)

    assert any(anywhere.search(text) for text in texts)
    assert [_found(rule.compiled(), text) for text in texts] == [_found(anywhere, text) for text in texts]


def _found(pattern: "re.Pattern[str]", text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def test_rules_have_ids_of_their_own() -> None:
    ids = [rule.id for _, rule in RULES]

    assert sorted(ids) == sorted(set(ids))
