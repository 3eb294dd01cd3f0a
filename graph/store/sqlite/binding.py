"""From plain values to what SQLite takes as a parameter."""

import json
from enum import Enum


def bind(value: object) -> object:
    """A value as SQLite takes it: members of enumerations by value, lists as JSON."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple):
        return json.dumps([bind(item) for item in value], ensure_ascii=False)
    return value
