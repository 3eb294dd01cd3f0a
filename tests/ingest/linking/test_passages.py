from ingest.extraction.draft import Said
from ingest.extraction.reading import Reading
from ingest.layout.aligned import Place
from ingest.layout.document import Layout
from ingest.linking.passages import Passages
from tests.ingest.drafts import reading_of, said


def without_blocks(reading: Reading) -> Layout:
    return Layout(reading.source, frozenset(), reading.layout.sections, ())


def test_each_block_is_a_passage_under_its_headings() -> None:
    reading = reading_of("海岸事務部年報", "一、航道管理：定期疏濬", "完成疏濬12公里。")

    passages = Passages(reading.layout).all()

    assert [(p.line_start, p.text, p.heading) for p in passages] == [
        (1, "海岸事務部年報", ()),
        (2, "航道管理：定期疏濬", ()),
        (3, "完成疏濬12公里。", ("航道管理",)),
    ]


def test_a_passage_keeps_its_id_while_its_lines_stay() -> None:
    one, other = reading_of("甲", "乙"), reading_of("甲", "丙")

    assert [p.id for p in Passages(one.layout).all()] == [p.id for p in Passages(other.layout).all()]


def test_two_blocks_of_one_line_are_two_passages() -> None:
    reading = reading_of("甲")
    layout = Layout(reading.source, frozenset(), reading.layout.sections, reading.layout.blocks * 2)

    passages = Passages(layout).all()

    assert len({passage.id for passage in passages}) == 2


def test_evidence_stands_in_the_passage_of_its_line() -> None:
    reading = reading_of("甲", "完成疏濬12公里。")
    passages = Passages(reading.layout)

    (evidence,) = passages.evidence([said(reading, 2)])

    assert evidence.passage == passages.all()[1].id
    assert (evidence.line_start, evidence.line_end, evidence.quote) == (2, 2, "完成疏濬12公里。")
    assert evidence.rule == "test.rule"


def test_a_place_outside_the_blocks_gets_a_passage_of_its_own() -> None:
    reading = reading_of("一、航道管理", "| 疏濬 | 12 |")
    passages = Passages(without_blocks(reading))

    evidence, again = passages.evidence([Said(Place(2, 2, "12"), "test.rule"), Said(Place(2, 2, "疏濬"), "test.rule")])

    (passage,) = passages.all()
    assert evidence.passage == again.passage == passage.id
    assert passage.text == "|疏濬| 12 |"
    assert passage.heading == ("航道管理",)


def test_evidence_says_in_which_words_the_thing_is_named() -> None:
    reading = reading_of("海岸事務部港灣署主辦，本署督導")
    passages = Passages(reading.layout)

    (by_name,) = passages.evidence([said(reading, 1)], ("港灣署", "海岸事務部港灣署", "海事局"))
    (by_mention,) = passages.evidence([said(reading, 1, printed_as="本署")], ("港灣署",))

    assert (by_name.printed_as, by_mention.printed_as) == ("海岸事務部港灣署", "本署")
