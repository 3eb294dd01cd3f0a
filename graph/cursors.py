"""Cursors: the place of an item in an ordered list of one release, as an opaque text."""

import base64
import binascii
import json
from collections.abc import Sequence

from graph.errors import InvalidCursor

Keys = Sequence[str | int | float | None]


def write_cursor(release: str, order: str, keys: Keys) -> str:
    """The cursor of the item with these order keys, its id last; ``order`` names the list's order."""
    text = json.dumps([release, order, *keys], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, *, release: str, order: str, length: int) -> Keys:
    """The order keys in a cursor.

    Raises: InvalidCursor for what is no cursor, one of a list in another order, or one of an earlier release.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        content = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as exc:
        raise InvalidCursor(f"'{cursor[:80]}' is no cursor: pass on a cursor as a list gave it.") from exc
    if not isinstance(content, list) or len(content) != length + 2 or not _are_keys(content):
        raise InvalidCursor(f"'{cursor[:80]}' is no cursor of this list: start again without one.")
    if content[0] != release:
        raise InvalidCursor("The cursor belongs to an earlier release of the data: start again without one.")
    if content[1] != order:
        raise InvalidCursor("The cursor belongs to a list in another order: start again without one.")
    keys: Keys = content[2:]
    return keys


def _are_keys(content: list[object]) -> bool:
    return all(key is None or isinstance(key, str | int | float) for key in content)
