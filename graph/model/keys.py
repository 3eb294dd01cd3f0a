"""Natural keys and the ids hashed from them: the same thing gets the same id in every load and every order."""

import hashlib
import unicodedata
from functools import lru_cache

from graph.model.entities import EntityType

_ID_BYTES = 10  # 80 bits: a collision among a million nodes has odds of about one in 10^12
_SEPARATOR = "\x1f"
_VARIANTS = str.maketrans(
    {"臺": "台", "．": "·", "‧": "·", "・": "·", "•": "·", "－": "-", "—": "-", "–": "-", "─": "-", "～": "~"}
)


@lru_cache(maxsize=1 << 16)  # every mention of a thing folds its name again
def fold(name: str) -> str:
    """The form in which two printings of one name are equal: width, case, 臺/台, dashes and white space folded."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name.translate(_VARIANTS)).casefold())
    return unicodedata.normalize("NFKC", "".join(text.translate(_VARIANTS).split()))


def hashed_id(label: str, *key: object) -> str:
    """The id of whatever ``key`` names: the label in lower case, a hyphen, twenty hexadecimal digits.

    None and the empty string are different keys, because unknown is not empty.
    """
    parts = _SEPARATOR.join("\x00" if part is None else str(part) for part in (label, *key))
    return f"{label.lower()}-{hashlib.blake2b(parts.encode(), digest_size=_ID_BYTES).hexdigest()}"


def agency_id(name: str, *, full_name: str | None, speaker: str | None) -> str:
    """The id of an agency: by its official full name, else by its printed name and who speaks."""
    if full_name:
        return hashed_id(EntityType.AGENCY, fold(full_name), None)
    return hashed_id(EntityType.AGENCY, fold(name), speaker and fold(speaker))


def plan_id(name: str, *, years: tuple[str | None, str | None], speaker: str | None) -> str:
    """The id of a plan: folded name and years; a body's own generic plan also by who speaks."""
    return hashed_id(EntityType.PLAN, fold(name), *years, speaker and fold(speaker))


def indicator_id(name: str, *, unit: str | None) -> str:
    """The id of an indicator: folded name and unit."""
    return hashed_id(EntityType.INDICATOR, fold(name), unit and fold(unit))


def programme_id(name: str, *, document: str, parent: str | None) -> str:
    """The id of a programme inside its document: folded name, with its parent's id where the name has two uses."""
    return hashed_id(EntityType.PROGRAMME, document, fold(name), parent)


def document_id(code: str) -> str:
    """The node id of the document with this code."""
    return hashed_id(EntityType.DOCUMENT, code)


def alias_id(node: str, name: str, used_from: str | None, used_until: str | None) -> str:
    """The id of a name that a node is known by, in use between two dates where they are known."""
    return hashed_id("Alias", node, name, *((used_from, used_until) if used_from or used_until else ()))


def edge_id(relation: str, source: str, target: str) -> str:
    """The id of the one edge that a relation may have between two nodes."""
    return hashed_id(relation, source, target)
