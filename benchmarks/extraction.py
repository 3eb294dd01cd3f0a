"""How fast documents are read, step by step, beside jieba.cut on the same text in the same run, and in how much memory.

Run by `make bench`: the five documents where PLANGRAPH_CORPUS names their folder, else examples/ many times over.
"""

import gc
import os
import random
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import _lru_cache_wrapper
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import process_time
from typing import ParamSpec, TypeVar

from ingest.extraction.components import COMPONENTS
from ingest.extraction.reading import Reading
from ingest.layout.document import lay_out
from ingest.linking.batch import link
from ingest.memory import make_room
from ingest.readers import Source, find_documents, read_document
from ingest.readers.sidecar import Sidecar

P = ParamSpec("P")
T = TypeVar("T")

ROUNDS = 5
SYNTHETIC = 200
MEMORY_LIMIT_MB = 400
EXAMPLES = Path(__file__).parent.parent / "examples"
REPEATED = 12  # times an example is said again, to make a document of it that is worth measuring


class Steps:
    """Processor seconds by step; whatever else the machine does counts for nothing."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, step: str, run: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``run`` returns."""
        start = process_time()
        result = run(*args, **kwargs)
        self.seconds[step] = self.seconds.get(step, 0.0) + process_time() - start
        return result

    def extraction(self) -> float:
        """The seconds from a file to its facts: making room for it, reading it, layout and all components."""
        return self.whole() - self.seconds["link"]

    def whole(self) -> float:
        """The seconds from a file to what a store takes: everything but jieba."""
        return sum(spent for step, spent in self.seconds.items() if step != "jieba.cut")


def main() -> None:
    """Print the tables."""
    paths = documents()
    print_memory(paths)
    print_linearity()
    print_speed(paths)


# --------------------------------------------------------------------------------------------------------------- speed


def print_speed(paths: Sequence[Path]) -> None:
    """A row a step, of the best round; then how often faster than jieba.cut, by the rounds' own ratios."""
    sources = [enlarged(read_document(path)) for path in paths]
    characters = sum(len(source.text) for source in sources)
    cut = jieba_cut()
    rounds = [one_round(paths, sources, cut) for _ in range(ROUNDS)]
    best = min(rounds, key=Steps.whole)
    print(f"\n{characters:,} characters in {len(sources)} documents, {ROUNDS} rounds; the best one:\n")
    print(f"{'step':26} {'seconds':>8} {'characters/s':>13} {'share':>6}")
    for step, spent in best.seconds.items():
        share = f"{spent / best.whole():6.1%}" if step != "jieba.cut" else ""
        print(f"{step:26} {spent:8.3f} {characters / max(spent, 1e-9):13,.0f} {share}")
    print()
    for name, seconds in (("file to facts", Steps.extraction), ("file to link", Steps.whole)):
        ratios = [steps.seconds["jieba.cut"] / seconds(steps) for steps in rounds]
        speed = median(characters / seconds(steps) for steps in rounds)
        print(
            f"{name}: {speed:,.0f} characters/s, speed / speed of jieba.cut: median {median(ratios):.2f}, "
            f"best {max(ratios):.2f}, worst {min(ratios):.2f}"
        )


def one_round(paths: Sequence[Path], sources: Sequence[Source], cut: Callable[[str], object]) -> Steps:
    """Every document once, and jieba on it directly after, so that both meet the machine in one state.

    What was remembered of the texts is forgotten before, as if they were read for the first time.
    """
    forget_texts()
    steps = Steps()
    for path, source in zip(paths, sources, strict=True):
        steps.time("room", make_room)
        steps.time("read", read_document, path)
        extract(source, steps)
        steps.time("jieba.cut", cut, source.text)
    return steps


def forget_texts() -> None:
    """Empty the bounded caches; those without bound hold rules, not texts."""
    gc.unfreeze()  # what was put aside is not listed
    for each in gc.get_objects():
        if (
            isinstance(each, _lru_cache_wrapper)
            and each.__module__.startswith("ingest.")
            and each.cache_parameters()["maxsize"]
        ):
            each.cache_clear()


def extract(source: Source, steps: Steps) -> None:
    """All that is made of a source, each component a step."""
    layout = steps.time("layout", lay_out, source)
    reading = Reading(source, layout)
    for component in COMPONENTS:
        steps.time(component.__name__, component, reading)
    steps.time("link", link, reading)


def jieba_cut() -> Callable[[str], object]:
    """What segments a text with jieba, its dictionary loaded."""
    import jieba  # noqa: PLC0415 -- after memory was measured, of which its dictionary takes a hundred megabytes

    jieba.setLogLevel("WARNING")
    jieba.initialize()
    return lambda text: list(jieba.cut(text))


# ------------------------------------------------------------------------------------------------ memory and linearity


def print_memory(paths: Sequence[Path]) -> None:
    """The peak of this process after each document was read once, the largest first to be seen."""
    before = peak_mb()
    for path in paths:
        make_room()
        extract(enlarged(read_document(path)), Steps())
    print(
        f"peak memory: {peak_mb():.0f} MB, {before:.0f} MB of it before the first document (limit {MEMORY_LIMIT_MB} MB)"
    )


def print_linearity() -> None:
    """Speed and memory at the beginning and at the end of many documents."""
    print(f"\n{SYNTHETIC} synthetic documents, in quarters:\n")
    print(f"{'documents':>12} {'characters':>11} {'characters/s':>13} {'peak MB':>8}")
    made = list(synthetic(SYNTHETIC))
    quarters = [round(SYNTHETIC * quarter / 4) for quarter in range(5)]
    for first, last in pairwise(quarters):
        steps = Steps()
        for source in made[first:last]:
            steps.time("room", make_room)
            extract(source, steps)
        characters = sum(len(source.text) for source in made[first:last])
        speed = characters / steps.whole()
        print(f"{f'{first + 1} to {last}':>12} {characters:11,} {speed:13,.0f} {peak_mb():8.0f}")


def peak_mb() -> float:
    """The most memory this process has held so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


# ----------------------------------------------------------------------------------------------------------- documents


def documents() -> list[Path]:
    """The five documents where their folder is known, else the examples."""
    return find_documents(Path(os.environ.get("PLANGRAPH_CORPUS") or EXAMPLES))


def enlarged(source: Source) -> Source:
    """A document as it is; an example many times over."""
    return source_of(source.id, source.text * REPEATED) if source.path.parent == EXAMPLES else source


def synthetic(count: int) -> Iterator[Source]:
    """Documents made of the examples: parts of several in another order, their things under other names."""
    chance = random.Random(20211231)  # noqa: S311 -- the same documents each time
    parts = [part for path in find_documents(EXAMPLES) for part in read_document(path).text.split("\n\n")]
    for number in range(count):
        chosen = chance.sample(parts, k=len(parts) // 2)
        yield source_of(f"synthetic-{number}", relabelled("\n\n".join(chosen), chance))


_WORDS = ("海岸", "港灣", "疏濬", "防波", "航道", "智慧", "離島", "漁港", "岸電", "海事")
_SYLLABLES = "東西南北山川林田雲松竹梅高平安和永新光明"


def relabelled(text: str, chance: random.Random) -> str:
    """A text in which each of the words its names are made of has become another."""
    for word in _WORDS:
        text = text.replace(word, "".join(chance.sample(_SYLLABLES, k=2)))
    return text


def source_of(name: str, text: str) -> Source:
    """A source that no file holds."""
    return Source.of(Path(f"{name}.txt"), data=b"", text=text, sidecar=Sidecar(), sidecar_bytes=b"")


if __name__ == "__main__":
    main()
