"""The forms in which names are compared: what tells things apart stays, what does not is left out."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from graph.model.keys import fold
from ingest.extraction.words.plan_names import Policies
from ingest.rules import patterns, read_rule_file

_MARKS = re.compile(r"""[「」『』"'“”‘’()（）〈〉《》〔〕\[\]·,，、:：;；。.—~\-]""")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.\-~](?=\d)")
_CONSTRUCTION = "工程"
_NUMERALS = str.maketrans("123456789", "一二三四五六七八九")


class NormalForm(NamedTuple):
    """A name in parts: ``core`` is what is left without marks, years, the words that say what sort of work it is
    (``kind``, which a name may leave out) and the phase, which ends it wherever it was printed.
    """

    core: str
    kind: str
    phase: str


@lru_cache(maxsize=1 << 16)
def bare(name: str) -> str:
    """A name without its marks: quotation marks, brackets, dashes and dots, but for those between digits."""
    text = _BETWEEN_DIGITS.sub("\x00", fold(name))
    return _MARKS.sub("", text).replace("\x00", ".")


@lru_cache(maxsize=1 << 16)
def normal_form(name: str) -> NormalForm:
    """The normal form of a plan's or a programme's name."""
    rules = patterns("linking")
    text = rules["linking.years"].sub("", fold(name))
    phases = "".join(sorted(bare(found).translate(_NUMERALS) for found in rules["linking.phase"].findall(text)))
    text = rules["linking.undertaking"].sub("", rules["linking.phase"].sub("", text))
    text = bare(text)
    kind = rules["linking.kind_of_work"].search(text)
    text = text[: kind.start()] if kind else text
    return NormalForm(text.replace(_CONSTRUCTION, "") or text, kind[0].replace("劃", "畫") if kind else "", phases)


def national_policy(name: str) -> str | None:
    """The official name of the national policy that a name is one of."""
    return _policies().get(bare(name))


@cache
def _policies() -> dict[str, str]:
    """The official name of every national policy by all its names without their marks."""
    policies = read_rule_file("policies", Policies).policies
    return {bare(form): policy.name for policy in policies for form in (policy.name, *policy.variants)}


def without_verb(name: str) -> str:
    """A bare name without the word before it that says that the work is done (建構綠色港灣產業)."""
    return patterns("linking")["linking.verb"].sub("", name)


def is_telling(name: str) -> bool:
    """Whether a name is no heading that stands in every body's papers."""
    return patterns("linking")["linking.untelling_name"].search(bare(name)) is None
