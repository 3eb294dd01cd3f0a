"""The documents that were asked for last: each read, held against the limits and validated once, and kept."""

from collections import OrderedDict
from dataclasses import dataclass

from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, validate

from graph.errors import InvalidQuery, LimitExceeded
from service.errors import Refused, coded
from service.limits import Limits, check_document

_KEPT_TOKENS = 100_000
_MOST_ERRORS = 20


@dataclass(frozen=True, eq=False, slots=True)
class Document:
    """A valid document; equal to itself alone, because to compare or hash one takes looking at all that is in it."""

    node: DocumentNode


class Documents:
    """Valid documents of one schema by their text; those used longest ago make room."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema = schema
        self._limits = limits
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._tokens = 0

    def __contains__(self, text: str) -> bool:
        return text in self._kept

    def get(self, text: str) -> Document:
        """The document of a text. Raises: Refused, as InvalidQuery or LimitExceeded."""
        if (known := self._kept.get(text)) is not None:
            self._kept.move_to_end(text)
            return known
        document = Document(self._parse(text))
        self._check(document.node)
        self._keep(text, document)
        return document

    def _parse(self, text: str) -> DocumentNode:
        if len(text) > self._limits.characters:
            raise _refused("characters", f"The document has {len(text)} characters", self._limits.characters)
        try:
            return parse(text, max_tokens=self._limits.tokens)
        except GraphQLError as error:
            if "tokens. Parsing aborted" in error.message:
                raise _refused("tokens", "The document has too many words and signs", self._limits.tokens) from error
            raise Refused([coded(error, InvalidQuery)]) from error

    def _check(self, document: DocumentNode) -> None:
        try:
            check_document(document, self._limits)
        except LimitExceeded as error:
            raise Refused([GraphQLError(error.message, original_error=error)]) from error
        if errors := validate(self._schema, document, max_errors=_MOST_ERRORS):
            raise Refused(coded(error, InvalidQuery) for error in errors)

    def _keep(self, text: str, document: Document) -> None:
        self._kept[text] = document
        self._tokens += document.node.token_count
        while self._tokens > _KEPT_TOKENS:
            self._tokens -= self._kept.popitem(last=False)[1].node.token_count


def _refused(limit: str, what: str, most: int) -> Refused:
    error = LimitExceeded(f"{what}; the most is {most}.", limit, most)
    return Refused([GraphQLError(error.message, original_error=error)])
