"""How long it takes to find out which of many names are one thing, and what one more document costs then.

Names are made up: places, works and kinds put together, each in a few documents under several spellings.
"""

import random
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from graph.model.batch import Batch, Mention
from graph.model.entities import Document, Programme
from graph.model.evidence import Evidence
from graph.model.keys import document_id, programme_id
from graph.resolution.decisions import Decisions
from graph.resolution.members import members_of
from graph.resolution.resolve import resolve
from graph.store import open_store
from ingest.linking.match_keys import with_match_keys

NAMES = 100_000
_IN_A_DOCUMENT = 100
_PLACES = [a + b for a in "東西南北中上下內外新" for b in "濱港灣島洲津埔崙湖溪"]
_WORKS = [a + b for a in "供水排水海岸河川產業數位智慧綠能文化觀光" for b in ("改善", "復育", "推動", "升級", "輔導")]
_SPELLINGS = ("{}計畫", "辦理「{}計畫」", "{}工程計畫", "{} 計畫", "「{}計畫」")
_MINISTRIES = ("經濟部", "交通部", "內政部", "環境部", "文化部")


def documents(names: int, seed: int = 1) -> Iterator[Batch]:
    """Documents that name this many things, about four under each name, with the keys by which they meet."""
    draw = random.Random(seed)  # noqa: S311 -- the same names in every run
    meant = [
        f"{place}{work}{draw.choice('甲乙丙丁')}{number}"
        for number in range(max(1, names // 4 // len(_PLACES)))
        for place in _PLACES
        for work in [draw.choice(_WORKS)]
    ]
    for number in range(names // _IN_A_DOCUMENT):
        printed = (draw.choice(_SPELLINGS).format(name) for name in draw.sample(meant, min(_IN_A_DOCUMENT, len(meant))))
        yield with_match_keys(_document(f"d{number:05}", printed), speaker=draw.choice(_MINISTRIES))


def _document(code: str, printed: Iterator[str]) -> Batch:
    said = (Evidence(line_start=1, line_end=1, quote="…", rule="bench"),)
    mentions = tuple(
        Mention(
            entity=Programme(id=programme_id(name, document=code, parent=None), name=name), names=(name,), evidence=said
        )
        for name in printed
    )
    return Batch(document=Document(id=document_id(code), name=code, code=code), mentions=mentions)


def main() -> None:
    """Print what half of the names and all of them take, and what one document more does in a store of each."""
    names = int(sys.argv[1]) if len(sys.argv) > 1 else NAMES
    print(f"{'names':>9} {'keys, s':>9} {'resolve, s':>11} {'nodes':>9} {'store, s':>9} {'one more, s':>12}")
    for count in (names // 2, names):
        start = process_time()
        batches = list(documents(count))
        keyed = process_time()
        members = [member for batch in batches for member in members_of(batch)]
        found = resolve(members, Decisions())
        resolved = process_time()
        stored, more = _stored(batches)
        nodes = len(members) - len(found)
        print(
            f"{len(members):9,} {keyed - start:9.2f} {resolved - keyed:11.2f} {nodes:9,} {stored:9.2f} {more:12.2f}",
            flush=True,
        )


def _stored(batches: list[Batch]) -> tuple[float, float]:
    """The seconds in which a store takes all documents but one, and in which it takes that one."""
    *most, last = batches
    with TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{Path(folder)}/g.db", create=True)) as store:
        seconds = []
        for portion in (most, [last]):
            start = process_time()
            with store.writer() as writer:
                for batch in portion:
                    writer.replace(batch, "bench")
                writer.publish()
            seconds.append(process_time() - start)
    return seconds[0], seconds[1]


if __name__ == "__main__":
    main()
