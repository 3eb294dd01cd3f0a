"""What the figures that a table works out of others say of these: sums, differences, rates."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ingest.extraction.arithmetic.equations import Testimony, is_exact, is_rate_of, last_digit, rounding_of
from ingest.extraction.draft import Doubt, Printed, Worked


def hear_worked(worked: Iterable[Worked]) -> Iterator[Testimony]:
    """Every equation that tables state, in their heads or as totals."""
    for each in worked:
        if all(is_exact(cell.figure) for cell in (each.result, *each.parts)):
            yield from _rate(each) if each.sign == "/" else _sum(each)


def _sum(worked: Worked) -> Iterator[Testimony]:
    """A sum or a difference."""
    printed, (first, *others) = _value(worked.result), map(_value, worked.parts)
    made = first - others[0] if worked.sign == "-" else sum(others, first)
    if made == printed or abs(made - printed) <= _rounding(worked):
        yield from [_testimony(worked, worked.parts)] if printed else []
    elif worked.is_whole or made > printed:  # what is blank may make up for what is lacking
        name = "difference" if worked.sign == "-" else "sum"
        yield _testimony(worked, worked.parts, f"The printed {name} is {printed}, its parts make {made}.")


def _rounding(worked: Worked) -> Decimal:
    """By how much rounding may have moved the parts from the result: all of them print one last digit, save noughts."""
    figures = [cell.figure for cell in (worked.result, *worked.parts) if cell.figure.value]
    finest = min((last_digit(figure.value) for figure in figures if figure.value), default=Decimal(0))
    return sum((rounding_of(figure, finest) for figure in figures), Decimal(0))


def _rate(worked: Worked) -> Iterator[Testimony]:
    """A rate, of any of what documents take for the whole; where it is of none, the head's own is held against it."""
    printed, (part, *wholes) = _value(worked.result), worked.parts
    made = [(whole, _value(part) / value * 100) for whole in wholes if (value := _value(whole))]
    right = next((whole for whole, percent in made if is_rate_of(printed, percent)), None)
    if right:
        yield from [_testimony(worked, (part, right))] if printed else []
    elif made:
        whole, percent = made[0]
        message = f"The printed rate is {printed} %, its amounts make {percent:.2f} %."
        yield _testimony(worked, (part, whole), message)


def _value(cell: Printed) -> Decimal:
    return cell.figure.value or Decimal(0)


def _testimony(worked: Worked, parts: Iterable[Printed], message: str | None = None) -> Testimony:
    """That ``parts`` and the result agree, or with a message that they do not."""
    terms = tuple(cell.term for cell in (worked.result, *parts) if cell.term)
    return Testimony(terms, Doubt("witness.column", message, worked.place) if message else None)
