import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError, MissingPath, StoreBusy, UnknownDocument, UnreadableDocument, WorkerKilled
from graph.model.batch import Batch
from graph.store import Release, open_store
from ingest import pipeline
from ingest.candidates import Candidate, find_candidates
from ingest.extraction.components import read
from ingest.layout.document import lay_out
from ingest.linking.batch import link
from ingest.pipeline import extract, extract_records, ingest, remove
from ingest.readers import find_documents
from ingest.readers.sidecar import Sidecar
from ingest.readers.source import Source
from ingest.records import Record, to_records
from ingest.report import DocumentReport, LoadReport, Status
from ingest.workers import Lost, work_in_order

PLAN = "海岸事務部108年度施政計畫\n\n壹、年度施政目標\n\n一、疏濬計畫：由港灣署辦理。\n"
REPORT = "港灣署110年度績效報告\n\n壹、前言\n\n一、疏濬計畫：完成疏濬12公里。\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/graph.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, `plan` and `report`."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    (folder / "report.txt").write_text(REPORT, "utf-8")
    return folder


def load(store: str, *paths: Path, limit_mb: int | None = None, jobs: int = 1) -> LoadReport:
    return ingest(find_candidates(paths), store, limit_mb=limit_mb, jobs=jobs)


def statuses(report: LoadReport) -> dict[str | None, Status]:
    return {document.document: document.status for document in report.documents}


def held(store: str, documents: Sequence[str] = ("plan", "report")) -> list[str]:
    """Which of the documents the store holds."""
    with closing(open_store(store)) as opened, opened.writer() as writer:
        return [document for document in documents if writer.fingerprint(document)]


def released(store: str) -> Release | None:
    """The release that readers see."""
    with closing(open_store(store)) as opened:
        return asyncio.run(opened.view.release())


def interrupt(report: DocumentReport) -> None:
    raise KeyboardInterrupt


def test_documents_are_taken_in_and_published(store: str, folder: Path) -> None:
    report = load(store, folder)

    assert statuses(report) == {"plan": Status.TAKEN, "report": Status.TAKEN}
    assert report.release is not None
    assert report.release.documents == 2


def test_a_report_counts_what_was_found_and_times_each_step(store: str, folder: Path) -> None:
    report = load(store, folder)

    assert all(document.found["findings"] >= 0 for document in report.documents)
    assert list(report.steps()) == ["read", "layout", "extract", "link", "store", "publish"]


def test_each_document_is_told_of_when_it_is_done(store: str, folder: Path) -> None:
    told: list[DocumentReport] = []

    report = ingest(find_candidates([folder]), store, done=told.append)

    assert tuple(told) == report.documents


def test_an_unchanged_document_is_skipped(store: str, folder: Path) -> None:
    first = load(store, folder)

    second = load(store, folder)

    assert set(statuses(second).values()) == {Status.UNCHANGED}
    assert second.release == first.release


@pytest.mark.parametrize("change", ["report.txt", "report.meta.yml"])
def test_a_document_is_read_anew_when_it_or_its_sidecar_changes(store: str, folder: Path, change: str) -> None:
    load(store, folder)
    (folder / change).write_text("title: 年報\n", "utf-8")

    assert statuses(load(store, folder)) == {"plan": Status.UNCHANGED, "report": Status.TAKEN}


def test_a_document_is_read_anew_by_another_version(store: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, folder)
    monkeypatch.setattr("ingest.fingerprint.version", lambda package: "99.0")

    assert set(statuses(load(store, folder)).values()) == {Status.TAKEN}


def test_a_document_is_read_anew_when_the_rules_change(
    store: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, folder)
    monkeypatch.setattr("ingest.fingerprint._rules", lambda: "others")

    assert set(statuses(load(store, folder)).values()) == {Status.TAKEN}


def test_the_order_of_loading_does_not_matter(tmp_path: Path, folder: Path) -> None:
    one, other = (f"sqlite:///{tmp_path}/{name}.db" for name in ("one", "other"))

    together = load(one, folder)
    load(other, folder / "report.txt")
    apart = load(other, folder / "plan.txt")

    assert together.release is not None
    assert apart.release is not None
    assert together.release.id == apart.release.id


@pytest.fixture
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even the smallest document is worth a process of its own."""
    monkeypatch.setattr(pipeline, "_WORTH_A_WORKER", 1)


@pytest.mark.usefixtures("worth_it")
def test_the_number_of_jobs_does_not_matter(tmp_path: Path, examples: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    candidates = find_candidates([examples, tmp_path])
    one, many = (f"sqlite:///{tmp_path}/{name}.db" for name in ("one", "many"))

    alone, together = ingest(candidates, one), ingest(candidates, many, jobs=3)

    assert [document.found for document in together.documents] == [document.found for document in alone.documents]
    assert statuses(together) == statuses(alone)
    assert alone.release is not None
    assert together.release is not None
    assert together.release.id == alone.release.id


@pytest.mark.usefixtures("worth_it")
def test_the_records_are_the_same_for_any_number_of_jobs(examples: Path, tmp_path: Path) -> None:
    candidates = find_candidates([tmp_path / "lost.txt", examples])

    alone, together = (list(extract_records(candidates, jobs=jobs)) for jobs in (1, 3))

    assert isinstance(alone[0], MissingPath)
    assert isinstance(together[0], MissingPath)
    assert together[1:] == alone[1:]


def test_an_unchanged_document_is_not_read_again_by_any_process(
    store: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, folder)
    monkeypatch.setattr(pipeline, "_make", lambda candidate, **_: pytest.fail("it was read again"))

    assert set(statuses(load(store, folder)).values()) == {Status.UNCHANGED}


def test_a_few_small_documents_are_read_in_this_process(
    store: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[int] = []
    monkeypatch.setattr(pipeline, "work_in_order", lambda *all: jobs.append(all[2]) or work_in_order(*all))

    load(store, folder, jobs=8)

    assert jobs == [1]


def test_a_document_whose_process_was_killed_is_reported_and_the_others_go_on(
    store: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_the_first(work: Callable[[Candidate], object], items: Sequence[Candidate], jobs: int) -> Iterator[object]:
        yield Lost(-9)
        yield from work_in_order(work, items[1:], 1)

    monkeypatch.setattr(pipeline, "work_in_order", lose_the_first)

    report = load(store, folder)
    found = list(extract_records(find_candidates([folder])))

    assert statuses(report) == {"plan": Status.FAILED, "report": Status.TAKEN}
    assert isinstance(report.errors[0], WorkerKilled)
    assert "fewer --jobs" in report.errors[0].message
    assert [isinstance(each, WorkerKilled) for each in found] == [True, False]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00\x01\x02", id="binary"),
        pytest.param("海岸事務部".encode("utf-16-le"), id="unknown encoding"),
    ],
)
def test_a_bad_document_is_reported_and_the_others_go_on(store: str, folder: Path, data: bytes) -> None:
    (folder / "bad.txt").write_bytes(data)

    report = load(store, folder)

    assert statuses(report) == {"bad": Status.FAILED, "plan": Status.TAKEN, "report": Status.TAKEN}
    (error,) = report.errors
    assert isinstance(error, UnreadableDocument)
    assert "bad.txt" in error.message
    assert held(store) == ["plan", "report"]


def test_a_document_that_went_bad_stays_as_it_was(store: str, folder: Path) -> None:
    first = load(store, folder)
    (folder / "plan.txt").write_bytes(b"")

    second = load(store, folder)

    assert statuses(second) == {"plan": Status.FAILED, "report": Status.UNCHANGED}
    assert second.release == first.release


def test_of_two_files_with_one_id_neither_is_taken(store: str, folder: Path) -> None:
    (folder / "third.txt").write_text("港灣署年報\n", "utf-8")
    (folder / "third.meta.yml").write_text("id: plan\n", "utf-8")

    report = load(store, folder)

    assert [document.status for document in report.documents] == [Status.FAILED, Status.TAKEN, Status.FAILED]
    assert held(store) == ["report"]


def test_a_document_over_the_limit_is_refused(store: str, folder: Path) -> None:
    (folder / "plan.txt").write_bytes(b"x" * 1_100_000)

    assert statuses(load(store, folder, limit_mb=1)) == {"plan": Status.FAILED, "report": Status.TAKEN}


def test_a_load_of_nothing_makes_no_store(store: str, tmp_path: Path) -> None:
    report = load(store, tmp_path / "lost")

    assert (report.release, len(report.errors)) == (None, 1)
    assert not (tmp_path / "graph.db").exists()


def test_a_load_in_which_all_fails_publishes_nothing(store: str, folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(b"")

    assert load(store, folder).release is None
    assert released(store) is None


def test_an_interrupted_load_leaves_the_last_release(store: str, folder: Path) -> None:
    before = load(store, folder / "plan.txt")
    (folder / "plan.txt").write_text(PLAN + "二、護岸計畫\n", "utf-8")

    with pytest.raises(KeyboardInterrupt):
        ingest(find_candidates([folder]), store, done=interrupt)

    assert released(store) == before.release


def test_the_load_after_an_interrupted_one_finishes_it(store: str, folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        ingest(find_candidates([folder]), store, done=interrupt)

    report = load(store, folder)

    assert report.release is not None
    assert report.release.documents == 2


def test_a_store_that_fails_ends_the_load(store: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(source: object) -> str:
        raise StoreBusy("The store is busy.")

    monkeypatch.setattr(pipeline, "fingerprint", busy)

    with pytest.raises(GraphError):
        load(store, folder)


def test_a_removed_document_is_gone_from_the_release(store: str, folder: Path) -> None:
    load(store, folder)

    release = remove("plan", store)

    assert release.documents == 1
    assert held(store) == ["report"]


def test_a_document_that_is_not_there_cannot_be_removed(store: str, folder: Path) -> None:
    load(store, folder)

    with pytest.raises(UnknownDocument, match="lost"):
        remove("lost", store)


# ------------------------------------------------------------------------------------------------------- any text at all

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
LINES = [line for file in find_documents(EXAMPLES) for line in file.read_text("utf-8").split("\n")]


def facts_of(text: str) -> tuple[list[Record], Batch]:
    """All that is made of a text: its records and its batch."""
    source = Source.of(Path("any.txt"), data=b"", text=text, sidecar=Sidecar(), sidecar_bytes=b"")
    reading = read(lay_out(source))
    return list(to_records(reading)), link(reading)


@given(st.lists(st.sampled_from(LINES), max_size=80))
def test_lines_in_any_order_end_in_facts_and_findings(lines: list[str]) -> None:
    facts_of("\n".join(lines))


@given(
    st.text(
        alphabet=st.sampled_from("壹一（一）1.:：｜|、。\n 計畫部署億元年月日0123456789%-~目標實際第期"), max_size=300
    )
)
def test_any_characters_end_in_facts_and_findings(text: str) -> None:
    facts_of(text)


@given(st.lists(st.sampled_from(LINES), max_size=80))
def test_one_text_gives_one_result(lines: list[str]) -> None:
    text = "\n".join(lines)

    assert facts_of(text) == facts_of(text)


@pytest.mark.corpus
def test_the_five_documents_give_the_same_bytes_each_time(corpus: Path) -> None:
    for candidate in find_candidates([corpus]):
        one, other = extract(candidate), extract(candidate)

        assert list(to_records(one)) == list(to_records(other))
        assert link(one).to_json() == link(other).to_json()


@pytest.mark.corpus
def test_every_quote_of_the_five_documents_stands_at_its_lines(corpus: Path) -> None:
    for candidate in find_candidates([corpus]):
        reading = extract(candidate)
        for record in to_records(reading):
            for place in (record, *record.get("evidence", ())):
                lines = reading.source.lines[place["line"] - 1 : place["line_end"]]
                assert "".join(place["quote"].split()) in "".join("".join(lines).split())
