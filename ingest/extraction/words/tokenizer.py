"""The tokenizer: a Latin word, a number, or one character of anything else is a token."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Self

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

SCRIPT_TOKENIZER = "plangraph.script.v1"
"""The name under which spaCy's configuration knows the tokenizer."""

TEXT = "text"
"""Where ``doc.user_data`` keeps the text, which ``doc.text`` would put together from the tokens each time."""

_TOKEN = re.compile(r"([A-Za-z]+|\d+(?:,\d{3})*+(?:\.\d+)?|[^A-Za-z\d])( ?)")


class ScriptTokenizer:
    """Splits where the script changes (5|G, AIoT, 1,046, 水|利|署); ``doc.text`` is the text, white space and all."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc of the text's tokens; a blank belongs to the token before it."""
        tokens = _TOKEN.findall(text)
        doc = Doc(self.vocab, words=[word for word, _ in tokens], spaces=[bool(space) for _, space in tokens])
        doc.user_data[TEXT] = text
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: the rule is in the code."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Self:
        """The tokenizer itself."""
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Write nothing: the rule is in the code."""

    def from_disk(self, _path: str | Path, **_: object) -> Self:
        """The tokenizer itself."""
        return self


@registry.tokenizers(SCRIPT_TOKENIZER)  # type: ignore[untyped-decorator]  # catalogue's registries are untyped
def make_script_tokenizer() -> Callable[[Language], ScriptTokenizer]:
    """What spaCy's configuration names to get the tokenizer of a language."""
    return lambda nlp: ScriptTokenizer(nlp.vocab)
