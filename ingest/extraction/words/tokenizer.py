"""The tokenizer: a character is a token, so that a mention may begin and end anywhere, and the vocabulary is finite."""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

CHARACTER_TOKENIZER = "plangraph.character.v1"
"""The name under which spaCy's configuration knows the tokenizer."""

TEXT = "text"
"""Where ``doc.user_data`` keeps the text, which ``doc.text`` would put together from the tokens each time."""


class _Keys(dict[str, int]):
    """The key of each character in a vocabulary, by which a Doc takes its words twice as fast as by themselves."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, character: str) -> int:
        self[character] = self._strings.add(character)
        return self[character]


class CharacterTokenizer:
    """Splits between all characters; ``doc.text`` is the text, white space and all."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._keys = _Keys(vocab.strings)

    def __call__(self, text: str) -> Doc:
        """A Doc of the text's characters."""
        keys = [*map(self._keys.__getitem__, text)]
        doc = Doc(self.vocab, words=keys, spaces=[False] * len(text))  # type: ignore[arg-type]  # typed as words only
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


@registry.tokenizers(CHARACTER_TOKENIZER)  # type: ignore[untyped-decorator]  # catalogue's registries are untyped
def make_character_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """What spaCy's configuration names to get the tokenizer of a language."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)
