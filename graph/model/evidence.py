"""Where a fact is printed, in whose words, and by which rule it was read."""

from enum import StrEnum
from typing import Annotated

from graph.model.base import Described, Model


class EvidenceSource(StrEnum):
    """Whether a document says it, or a table of ours that cites a law or gazette."""

    TEXT = "text"
    TABLE = "table"


class Evidence(Model):
    """One place that says it; the document is the one whose batch it stands in.

    ``says`` names the attested attributes that the place prints, as the document gives them.
    """

    source: Annotated[
        EvidenceSource, Described("A document's text, or a cited table.", "文件內文，或有出處之對照表。")
    ] = EvidenceSource.TEXT
    authority: Annotated[
        str | None, Described("The law or gazette a table entry rests on.", "對照表所據之法規或公報。")
    ] = None
    passage: Annotated[str | None, Described("Id of the passage it stands in.", "所在段落之識別碼。")] = None
    page: Annotated[str | None, Described("The printed page number, where one survives.", "所印頁碼（如尚存）。")] = (
        None
    )
    line_start: Annotated[int | None, Described("First line of the source file, from 1.", "起始行，自 1 起算。")] = None
    line_end: Annotated[int | None, Described("Last line of the source file.", "結束行。")] = None
    quote: Annotated[
        str | None, Described("The words of those lines, unchanged but for white space.", "該行原文，僅去空白。")
    ] = None
    printed_as: Annotated[
        str | None, Described("The words that stand for the thing here.", "此處指稱該事物之文字。")
    ] = None
    rule: Annotated[str, Described("Id of the rule that found it.", "據以擷取之規則代號。")]
    says: tuple[str, ...] = ()


class Passage(Model):
    """A stretch of a document's text: a paragraph, an item, or a table's rows."""

    id: Annotated[str, Described("Permanent id of the passage.", "永久識別碼。")]
    text: Annotated[str, Described("The text with layout noise removed.", "去除版面雜訊之文字。")]
    heading: Annotated[
        tuple[str, ...], Described("The headings above it, outermost first.", "其上各級標題，由外而內。")
    ] = ()
    page: Annotated[str | None, Described("The printed page number, where one survives.", "所印頁碼（如尚存）。")] = (
        None
    )
    line_start: Annotated[int, Described("First line of the source file, from 1.", "起始行，自 1 起算。")]
    line_end: Annotated[int, Described("Last line of the source file.", "結束行。")]


class Finding(Model):
    """Something that looks like a fact and could not be read, or that contradicts itself; never guessed silently."""

    rule: Annotated[str, Described("Id of the rule that stumbled.", "遇疑之規則代號。")]
    message: Annotated[str, Described("What was found and why it is unsure.", "所見及存疑之理由。")]
    line_start: Annotated[int, Described("First line of the source file, from 1.", "起始行，自 1 起算。")]
    line_end: Annotated[int, Described("Last line of the source file.", "結束行。")]
    quote: Annotated[str, Described("The words of those lines.", "該行原文。")]
