"""Documents as accidents leave them: cut off, their lines repeated and shuffled."""

from collections.abc import Sequence

from hypothesis import strategies as st


@st.composite
def damaged(draw: st.DrawFn, documents: Sequence[str], *, longest: int = 200) -> str:
    """A stretch of one of the documents, cut anywhere, with lines said again and in another order."""
    lines = draw(st.sampled_from(documents)).split("\n")
    start = draw(st.integers(0, max(0, len(lines) - 1)))
    kept = lines[start : start + draw(st.integers(1, longest))]
    first, last = sorted(draw(st.tuples(*[st.integers(0, len(kept))] * 2)))
    stretch = kept[first:last]
    match draw(st.sampled_from(["cut", "repeat", "shuffle", "reverse"])):
        case "repeat":
            stretch *= draw(st.integers(2, 5))
        case "shuffle":
            draw(st.randoms(use_true_random=False)).shuffle(stretch)
        case "reverse":
            stretch.reverse()
    text = "\n".join([*kept[:first], *stretch, *kept[last:]])
    return text[: draw(st.integers(0, len(text)))] if draw(st.booleans()) else text
