"""Plain text and Markdown: Unicode, or one of the Chinese encodings that came before it."""

import codecs
import re
from collections import Counter
from typing import NamedTuple

from graph.errors import UnreadableDocument


class Decoded(NamedTuple):
    """A file's text, line ends as they are, and the name of the encoding it was read in."""

    text: str
    encoding: str


_MARKS = {codecs.BOM_UTF8: "UTF-8", codecs.BOM_UTF16_LE: "UTF-16LE", codecs.BOM_UTF16_BE: "UTF-16BE"}
_UNMARKED = ("UTF-8", "CP950", "Big5-HKSCS", "GB18030")
"""In the order tried. UTF-8 reads nothing else by mistake; GB18030, which reads nearly everything, comes last."""


def decode_text(data: bytes, name: str) -> Decoded:
    """The text of a file without its byte order mark; no byte is dropped or replaced.

    What has no mark and is no UTF-8 is read in the first older encoding that makes sense of it as Chinese.
    Raises: UnreadableDocument for an empty or binary file, and for text in any other encoding.
    """
    decoded = _marked(data, name) or _unmarked(data, name)
    if not decoded.text.strip():
        raise UnreadableDocument(f"'{name}' is empty: there is nothing to read.")
    if "\x00" in decoded.text:
        raise UnreadableDocument(f"'{name}' is a binary file: give its text, saved as UTF-8.")
    return decoded


def _marked(data: bytes, name: str) -> Decoded | None:
    """The text of a file that says by a byte order mark what it is."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                return Decoded(data.removeprefix(mark).decode(encoding), encoding)
            except UnicodeDecodeError as exc:
                raise UnreadableDocument(
                    f"'{name}' is marked as {encoding} and is not from byte {exc.start + len(mark)} on: "
                    "save it anew as UTF-8 and try again."
                ) from exc
    return None


def _unmarked(data: bytes, name: str) -> Decoded:
    end_of_utf_8 = 0
    for encoding in _UNMARKED:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as exc:
            end_of_utf_8 = end_of_utf_8 or exc.start
            continue
        if encoding == "UTF-8" or _is_chinese(text):
            return Decoded(text, encoding)
    raise UnreadableDocument(
        f"'{name}' is no Chinese text in {', '.join(_UNMARKED)} or marked UTF-16 (as UTF-8 it ends at byte "
        f"{end_of_utf_8}): save it as UTF-8 and try again."
    )


# ------------------------------------------------------------------------------------------------ was it a good guess?

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff]")
_COMMON = {"Big5": range(0xA4, 0xC7), "GB2312": range(0xB0, 0xD8)}
"""First bytes of the characters that the two old standards hold to be in common use (5,401 and 3,755)."""

_ENOUGH = 0.75  # real passages: 0.75 to 1 in ten characters, 0.97 to 1 in 400; bytes read wrongly: about 0.5


def _is_chinese(text: str) -> bool:
    """Whether a text has ideographs, nearly all of them in common use, and no control characters.

    One encoding's bytes mostly have a meaning in the other too, but as rare and private-use characters.
    """
    if _CONTROLS.search(text):
        return False
    counts = Counter(_IDEOGRAPHS.findall(text))
    common = sum(count for character, count in counts.items() if _is_common(character))
    return 0 < common >= _ENOUGH * counts.total()


def _is_common(character: str) -> bool:
    for encoding, first_bytes in _COMMON.items():
        encoded = character.encode(encoding, errors="ignore")
        if len(encoded) == 2 and encoded[0] in first_bytes:
            return True
    return False
