"""Which of the media types of GraphQL over HTTP an answer has, and which bodies are understood."""

from collections.abc import Iterator
from email.message import Message
from functools import lru_cache

RESPONSE = "application/graphql-response+json"
JSON = "application/json"
_OFFERED = (JSON, RESPONSE)  # where a client takes both alike, the one that older clients know too


@lru_cache(256)
def choose(accept: str | None) -> str | None:
    """The media type that a client likes best, of those an answer can have; None where it takes none of them."""
    if not accept:
        return JSON
    ranges = list(_ranges(accept))
    liked = {offered: _liking(offered, ranges) for offered in _OFFERED}
    best = max(_OFFERED, key=lambda offered: liked[offered])
    return best if liked[best] > 0 else None


@lru_cache(256)
def is_json(content_type: str | None) -> bool:
    """Whether a body is said to be JSON in UTF-8."""
    parsed = _parsed(content_type or "")
    charset = parsed.get_content_charset("utf-8")
    return parsed.get_content_type() == JSON and charset in {"utf-8", "utf8", "us-ascii"}


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """The media ranges of an Accept header, each with its weight."""
    for part in accept.split(","):
        parsed = _parsed(part.strip())
        charset = parsed.get_content_charset("utf-8")
        if charset in {"utf-8", "utf8"}:
            yield part.partition(";")[0].strip().lower(), _weight(parsed.get_param("q", "1"))


def _weight(text: object) -> float:
    try:
        return min(max(float(str(text)), 0.0), 1.0)
    except ValueError:
        return 0.0


def _liking(offered: str, ranges: list[tuple[str, float]]) -> float:
    """How much an offered type is liked: what is said of it most exactly counts."""
    for exact in (offered, "application/*", "*/*"):
        weights = [weight for given, weight in ranges if given == exact]
        if weights:
            return max(weights)
    return 0.0


def _parsed(value: str) -> Message:
    message = Message()
    message["content-type"] = value
    return message
