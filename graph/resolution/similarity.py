"""How alike two names are."""

from graph.model.keys import fold


def similarity(one: str, other: str) -> float:
    """The share of their pairs of neighbouring characters that two names have in common, 0 to 1."""
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else float(fold(one) == fold(other))


def _pairs(name: str) -> set[str]:
    folded = fold(name)
    return {folded[n : n + 2] for n in range(len(folded) - 1)}
