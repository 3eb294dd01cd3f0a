"""What the columns that a table works out of others say of these: sums, differences, rates."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ingest.extraction.arithmetic.equations import Testimony, is_exact, is_rate_of, last_digit
from ingest.extraction.draft import Doubt, Printed, Worked


def hear_worked(worked: Iterable[Worked]) -> Iterator[Testimony]:
    """Every equation that the head of a table states, of each row that prints its figures."""
    for each in worked:
        if all(is_exact(cell.figure) for cell in (each.result, *each.parts)):
            yield from _rate(each) if each.sign == "/" else _sum(each)


def _sum(worked: Worked) -> Iterator[Testimony]:
    """A sum or a difference; of a row all figures are printed to one last digit, save noughts."""
    printed, (first, *others) = _value(worked.result), map(_value, worked.parts)
    made = first - others[0] if worked.sign == "-" else sum(others, first)
    rounded = [value for value in (printed, first, *others) if value]
    if abs(made - printed) <= min(map(last_digit, rounded), default=Decimal(0)) * len(rounded) / 2:
        yield from [_testimony(worked, worked.parts)] if printed else []
    elif worked.is_whole or made > printed:  # what is blank may make up for what is lacking
        name = "difference" if worked.sign == "-" else "sum"
        yield _testimony(worked, worked.parts, f"The printed {name} is {printed}, the columns beside it make {made}.")


def _rate(worked: Worked) -> Iterator[Testimony]:
    """A rate, of any of what documents take for the whole; where it is of none, the head's own is held against it."""
    printed, (part, *wholes) = _value(worked.result), worked.parts
    made = [(whole, _value(part) / value * 100) for whole in wholes if (value := _value(whole))]
    right = next((whole for whole, percent in made if is_rate_of(printed, percent)), None)
    if right:
        yield from [_testimony(worked, (part, right))] if printed else []
    elif made:
        whole, percent = made[0]
        message = f"The printed rate is {printed} %, the columns beside it make {percent:.2f} %."
        yield _testimony(worked, (part, whole), message)


def _value(cell: Printed) -> Decimal:
    return cell.figure.value or Decimal(0)


def _testimony(worked: Worked, parts: Iterable[Printed], message: str | None = None) -> Testimony:
    """That ``parts`` and the result agree, or with a message that they do not."""
    terms = tuple(cell.term for cell in (worked.result, *parts) if cell.term)
    return Testimony(terms, Doubt("witness.column", message, worked.place) if message else None)
