"""What plangraph knows of how such documents are written, as validated data; the files beside this module."""

import re
from functools import cache
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from graph.errors import RuleError

T = TypeVar("T", bound=BaseModel)


class Examples(BaseModel):
    """Texts a rule must match and texts it must leave alone; they are its tests."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    match: tuple[str, ...] = Field(min_length=1)
    no_match: tuple[str, ...] = Field(min_length=1)


class Rule(BaseModel):
    """One pattern with a name; every fact carries the id of the rule that found it.

    ``opens``, where it is given, are the characters that a match may open with: what has many forms, or looks behind it
    first, is then sought only where one of them stands, two to four times as fast.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)+$")
    description: str
    opens: str | None = None
    pattern: str
    examples: Examples

    @field_validator("pattern")
    @classmethod
    def _is_regular(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as exc:
            raise ValueError(f"no regular expression: {exc}") from exc
        return pattern

    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready to search with."""
        return re.compile(f"(?=[{self.opens}])(?:{self.pattern})" if self.opens else self.pattern)


class RuleFile(BaseModel):
    """A file of patterns; lexicons have models of their own beside the code that reads them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[Rule, ...]


def read_rule_file(name: str, model: type[T]) -> T:
    """The content of ``ingest/rules/<name>.yml`` as ``model``.

    Raises: RuleError, naming the file and the entry that cannot hold.
    """
    text = files(__package__).joinpath(f"{name}.yml").read_text("utf-8")
    try:
        return model.model_validate(yaml.load(text, Loader=_LOADER))  # noqa: S506 -- a safe loader
    except (yaml.YAMLError, ValidationError) as exc:
        raise RuleError(f"ingest/rules/{name}.yml does not validate: {exc}") from exc


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is bound


@cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """The compiled patterns of one rule file by rule id."""
    return {rule.id: rule.compiled() for rule in read_rule_file(name, RuleFile).rules}
