from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ingest.extraction.words.language import AGENCIES, DATES, PLANS, QUANTITIES, make_language, read
from ingest.extraction.words.tokenizer import ScriptTokenizer

TEXT = "本部於110年5月辦理「離岸測站更新計畫」，投資5.6億元，設置AIoT測站1,046座。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return make_language()


def test_tokens_break_where_the_script_changes() -> None:
    doc = ScriptTokenizer(Vocab())("5G AIoT站1,046座")

    assert [token.text for token in doc] == ["5", "G", "AIoT", "站", "1,046", "座"]


@given(st.text(max_size=80))
def test_doc_says_the_text_to_the_letter(text: str) -> None:
    assert ScriptTokenizer(Vocab())(text).text == text


def test_mentions_are_span_groups_that_carry_what_was_read(nlp: Language) -> None:
    doc = read(nlp, TEXT, speaker="經濟部", year=2021)

    assert {group: [span.text for span in doc.spans[group]] for group in doc.spans} == {
        AGENCIES: ["本部"],
        QUANTITIES: ["5.6億元", "1,046座"],
        DATES: ["110年5月"],
        PLANS: ["「離岸測站更新計畫」"],
    }
    assert doc.spans[AGENCIES][0]._.agency.full_name == "經濟部"
    assert doc.spans[DATES][0]._.date.value == "2021-05"
    assert doc.spans[QUANTITIES][0]._.quantity.figure.unit == "億元"
    assert doc.spans[PLANS][0]._.plan.name == "離岸測站更新計畫"


def test_block_without_anything_to_find_has_empty_groups(nlp: Language) -> None:
    assert [len(group) for group in read(nlp, "").spans.values()] == [0, 0, 0, 0]


def test_vocabulary_does_not_outgrow_a_memory_zone(nlp: Language) -> None:
    read(nlp, TEXT)
    before = len(nlp.vocab.strings)

    with nlp.memory_zone():
        read(nlp, "燈塔QWERTZ 98,765")

    assert len(nlp.vocab.strings) == before


@pytest.mark.corpus
def test_every_line_of_the_real_documents_is_read(nlp: Language, corpus: Path) -> None:
    lines = [line for path in corpus.glob("0*.txt") for line in path.read_text("utf-8").split("\n") if line]

    with nlp.memory_zone():
        found = [len(group) for line in lines for group in read(nlp, line, speaker="經濟部").spans.values()]

    assert sum(found) > 5_000


def test_pipeline_is_written_and_read_back(nlp: Language) -> None:
    again = make_language().from_bytes(nlp.to_bytes())

    assert isinstance(read(again, TEXT), Doc)
