from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ingest.extraction.words.language import AGENCIES, DATES, PLANS, QUANTITIES, make_language, read
from ingest.extraction.words.tokenizer import CharacterTokenizer

TEXT = "本部於110年5月辦理「離岸測站更新計畫」，投資5.6億元，設置AIoT測站1,046座。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return make_language()


def test_every_character_is_a_token_so_that_the_vocabulary_is_finite() -> None:
    doc = CharacterTokenizer(Vocab())("5G 1,046座")

    assert [token.text for token in doc] == ["5", "G", " ", "1", ",", "0", "4", "6", "座"]


@given(st.text(max_size=80))
def test_doc_says_the_text_to_the_letter(text: str) -> None:
    assert CharacterTokenizer(Vocab())(text).text == text


def test_doc_carries_what_its_text_names(nlp: Language) -> None:
    found = read(nlp, TEXT, speaker="經濟部", year=2021).user_data

    assert {kind: [TEXT[m.start : m.end] for m in found[kind]] for kind in (AGENCIES, QUANTITIES, DATES, PLANS)} == {
        AGENCIES: ["本部"],
        QUANTITIES: ["5.6億元", "1,046座"],
        DATES: ["110年5月"],
        PLANS: ["「離岸測站更新計畫」"],
    }
    assert found[AGENCIES][0].full_name == "經濟部"
    assert found[DATES][0].value == "2021-05"
    assert found[QUANTITIES][0].figure.unit == "億元"
    assert found[PLANS][0].name == "離岸測站更新計畫"


def test_block_without_anything_to_find_has_empty_lists(nlp: Language) -> None:
    found = read(nlp, "").user_data

    assert [found[kind] for kind in (AGENCIES, QUANTITIES, DATES, PLANS)] == [[], [], [], []]


@pytest.mark.corpus
def test_every_line_of_the_real_documents_is_read(nlp: Language, corpus: Path) -> None:
    lines = [line for path in corpus.glob("0*.txt") for line in path.read_text("utf-8").split("\n") if line]

    found = [read(nlp, line, speaker="經濟部").user_data for line in lines]

    assert sum(len(mentions[kind]) for mentions in found for kind in (AGENCIES, QUANTITIES, DATES, PLANS)) > 5_000


def test_pipeline_is_written_and_read_back(nlp: Language) -> None:
    again = make_language().from_bytes(nlp.to_bytes())

    assert isinstance(read(again, TEXT), Doc)
