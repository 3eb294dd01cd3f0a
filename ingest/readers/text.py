"""Plain text and Markdown: UTF-8, with or without a byte order mark."""

import codecs

from graph.errors import UnreadableDocument

_OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_text(data: bytes, name: str) -> str:
    """The text of a UTF-8 file without its byte order mark; line ends stay as they are.

    Raises: UnreadableDocument for an empty or binary file and for any other encoding.
    """
    if not data.strip():
        raise UnreadableDocument(f"'{name}' is empty: there is nothing to read.")
    if data.startswith(_OTHER_MARKS):
        raise UnreadableDocument(f"'{name}' is UTF-16 text: save it as UTF-8 and try again.")
    if b"\x00" in data:
        raise UnreadableDocument(f"'{name}' is a binary file: give its text, saved as UTF-8.")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as exc:
        raise UnreadableDocument(
            f"'{name}' is not UTF-8 text (byte {exc.start}): convert it to UTF-8 and try again."
        ) from exc
