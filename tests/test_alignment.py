"""Alignment: paragraphs by the bilingual texts of tests/alignment, sentences, and what the TEI says of them."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bilingual import Bilingual, strangers, texts, variants
from lxml import etree

from tei.check import check_rules
from tei.check.schema import check_schema
from tei.encode.elements import TEI, XML_ID, sub
from tei.enrich.alignment import align
from tei.enrich.beads import PARAGRAPHS, Bead, Comparison, beads, characters
from tei.enrich.evidence import content_of_text
from tei.enrich.numbers import numbers_of
from tei.enrich.pairs import sure_paragraphs
from tei.enrich.sentences import link_sentences, sentence_ends
from tei.pipeline import Options, convert_bytes
from tei.safe_xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.enrich.alignment import Align

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "corpus_gate.json").read_text("utf-8"))
FLOOR = FLOORS["alignment, texts written for the project"]
LATER_FLOOR = FLOORS["alignment, texts that came after the limits"]
TEXTS = [text for text in texts() if not text.name.startswith("later: ")]
LATER = [text for text in texts() if text.name.startswith("later: ")]


def comparison(text: Bilingual) -> Comparison:
    first, second = text.languages
    return Comparison(
        [content_of_text(one, first) for one in text.original],
        [content_of_text(one, second) for one in text.translation],
        text.languages,
    )


@cache
def linked(text: Bilingual) -> frozenset[tuple[int, int]]:
    """The pairs that are made of a text, counted from 1."""
    compared = comparison(text)
    return frozenset(
        (one + 1, other + 1)
        for pair in sure_paragraphs(compared, beads(compared, PARAGRAPHS))
        for one in pair.bead.first
        for other in pair.bead.second
    )


def measured(all_texts: Iterable[Bilingual]) -> tuple[int, int, int]:
    """How many pairs were made, how many of them are right, and how many there are."""
    counts = [(len(linked(text)), len(linked(text) & text.pairs), len(text.pairs)) for text in all_texts]
    made, right, there = (sum(column) for column in zip(*counts, strict=True))
    return made, right, there


# --- paragraphs, measured -----------------------------------------------------------------------------


def test_there_are_as_many_texts_as_ever() -> None:
    assert len(TEXTS) >= FLOOR["texts"]
    assert len({text.languages for text in TEXTS}) >= FLOOR["pairs of languages"]
    assert len({text.name for text in TEXTS}) == len(TEXTS)


def test_precision_of_the_texts() -> None:
    made, right, there = measured(TEXTS)
    print(f"{made} pairs, {right} right of {there}: precision {right / made:.4f}, recall {right / there:.3f}")
    assert right / made >= FLOOR["precision"]
    assert right / there >= FLOOR["recall"]


def test_precision_with_paragraphs_missing_moved_and_joined_and_beside_strangers() -> None:
    """The texts are those by which the limits were set; what can become of them was not looked at."""
    changed = [one for text in TEXTS for one in variants(text)]
    made, right, there = measured(changed)
    foreign = list(strangers(TEXTS))
    false, _, _ = measured(foreign)
    precision = right / (made + false)
    print(
        f"{len(changed)} variants: {made} pairs, {right} right of {there}; {len(foreign)} strangers: {false} pairs"
    )
    print(f"precision {precision:.4f}, recall {right / there:.3f}")
    assert precision >= FLOOR["precision of variants"] >= 0.98
    assert right / there >= FLOOR["recall of variants"]


def test_precision_of_texts_that_came_after_the_limits() -> None:
    """Other languages and shapes, by themselves, changed, and beside strangers."""
    assert len(LATER) >= LATER_FLOOR["texts"]
    made, right, there = measured(LATER)
    assert right / made >= LATER_FLOOR["precision"]
    assert right / there >= LATER_FLOOR["recall"]
    made, right, there = measured([one for text in LATER for one in variants(text)])
    false, _, _ = measured([*strangers(LATER), *strangers([*TEXTS[::4], *LATER])])
    print(f"variants: {made} pairs, {right} right of {there}; strangers: {false} pairs")
    assert right / (made + false) >= LATER_FLOOR["precision of variants"] >= 0.98
    assert right / there >= LATER_FLOOR["recall of variants"]


@pytest.mark.parametrize(
    "text", [text for text in [*TEXTS, *LATER] if not text.pairs], ids=lambda text: text.name
)
def test_a_translation_of_another_document_is_not_linked(text: Bilingual) -> None:
    assert linked(text) == frozenset()


def test_the_table_of_lengths_is_what_the_texts_measure() -> None:
    lengths: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for text in TEXTS:
        compared = comparison(text)
        for one, other in text.pairs:
            bead = Bead(range(one - 1, one), range(other - 1, other))
            alone = sum(one == first or other == second for first, second in text.pairs) == 1
            if alone:
                sums = lengths[text.languages]
                sums[0] += compared.first[bead.first.start].length
                sums[1] += compared.second[bead.second.start].length
                sums[2] += 1
    assert sum(count for _, _, count in lengths.values()) >= 80
    for (first, second), (one, other, _) in lengths.items():
        assert characters(second) / characters(first) == pytest.approx(other / one, rel=0.1), (first, second)


# --- numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("twenty-five thousand men and 12,500 rifles", "en", {"25000", "12500"}),
        ("25 thousand men, one gun", "en", {"25000"}),
        ("thirty thousand three hundred", "en", {"30000", "300"}),
        ("3.5 per cent of 1,200.50", "en", {"3.5", "1200.50"}),
        ("three. four", "en", {"3", "4"}),
        ("三万五千人，二百余人", "zh", {"35000", "200"}),
        ("一九五三年五六个师", "zh", {"1953", "5", "6", "56"}),
        ("30多万人，２４台", "zh", {"30", "300000", "24"}),
        ("25만 명", "ko", {"25", "250000"}),
        ("двадцать пять тысяч; 12 500 тонн", "ru", {"25000", "12500"}),
        ("1.500 Mann, zwei Tage", "de", {"1500", "2"}),
        ("deux cents francs", "fr", {"200"}),
        ("一 one 1 0", "en", set()),
        ("9" * 500, "en", {"9" * 500}),
    ],
)
def test_numbers(text: str, language: str, values: set[str]) -> None:
    assert numbers_of(text, language) == values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Khrushchev spoke", "en"), ("говорил Хрущёв", "ru")),
        (("Chruschtschow sprach", "de"), ("речь Хрущёва", "ru")),
        (("visited Budapest", "en"), ("Budapesten járt", "hu")),
        (("Milivojević came", "en"), ("дошао је Миливојевић", "sr")),
        (("the DDT came", "en"), ("使用DDT杀虫，效果很好，请继续供应", "zh")),
    ],
)
def test_names_that_sound_alike_are_shared(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert content_of_text(*one).marks.keys() & content_of_text(*other).marks.keys()


# --- sentences ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("He came. She left.", "en", ["He came.", "She left."]),
        ("Mr. Venn met Dr. A. B. Cole on Sept. 3. They ate.", "en", ["Mr. Venn met Dr. A. B. Cole on Sept. 3.", "They ate."]),
        ("In 1953. Then more.", "en", ["In 1953.", "Then more."]),
        ("2. The boats left. They were late.", "en", ["2. The boats left.", "They were late."]),
        ('"Go!" he said. "Now?" "Yes."', "en", ['"Go!" he said.', '"Now?"', '"Yes."']),
        ("He left (so they say. Who knows?) at ten. Good.", "en", ["He left (so they say. Who knows?) at ten.", "Good."]),
        ("It cost 3.5 marks. e.g. this one.", "en", ["It cost 3.5 marks. e.g. this one."]),
        ("他来了。她说：“走吧！”我们都走了", "zh", ["他来了。", "她说：“走吧！”", "我们都走了"]),
        ("Am 3. Mai kam er. Sie ging.", "de", ["Am 3. Mai kam er.", "Sie ging."]),
        ("Тов. Н. С. Лопухин жил в г. Устьянск. Он уехал.", "ru", ["Тов. Н. С. Лопухин жил в г. Устьянск.", "Он уехал."]),
        ("그는 왔다. 그녀는 갔다.", "ko", ["그는 왔다.", "그녀는 갔다."]),
        ("Il vint… Elle partit.", "fr", ["Il vint…", "Elle partit."]),
        ("No stop at all", "en", ["No stop at all"]),
        ("...", "en", ["..."]),
    ],
)  # fmt: skip
def test_sentences(text: str, language: str, sentences: list[str]) -> None:
    ends = sentence_ends(text, language)
    assert [text[a:b].strip() for a, b in zip([0, *ends[:-1]], ends, strict=True)] == sentences


def paragraph(identity: str, content: str) -> etree._Element:
    made = etree.fromstring(f'<p xmlns="{TEI[1:-1]}" xml:id="{identity}">{content}</p>')
    assert isinstance(made, etree._Element)
    return made


def shape(element: etree._Element) -> str:
    text = etree.tostring(element, encoding="unicode")
    return text.replace(f' xmlns="{TEI[1:-1]}"', "").partition(">")[2].rpartition("<")[0]


def test_marks_and_breaks_beside_the_end_of_a_sentence() -> None:
    anchor = '<ref type="noteAnchor" n="1">[1]</ref>'
    one = paragraph(
        "en-p1",
        f'On <date>3. May</date> 17 came.{anchor}<lb/>\n<pb n="2"/>Of <hi>28. No</hi> one. 39 left. {anchor} ',
    )
    other = paragraph("fr-p1", "Le 3 mai 17 vinrent. De 28 personne. 39 partirent.")
    assert [(link.first, link.second) for link in link_sentences(one, other, ("en", "fr"))] == [
        (f"en-p1-s{number}", f"fr-p1-s{number}") for number in (1, 2, 3)
    ]  # fmt: skip
    assert shape(one) == (
        f'<s xml:id="en-p1-s1">On <date>3. May</date> 17 came.{anchor}</s><lb/>\n<pb n="2"/>'
        f'<s xml:id="en-p1-s2">Of <hi>28. No</hi> one.</s> <s xml:id="en-p1-s3">39 left. {anchor} </s>'
    )


def test_several_sentences_that_answer_to_one_stand_in_a_segment() -> None:
    one = paragraph("zh-p1", "来电收到。我们派了十七人和三十九匹马前往，带去面粉四百二十斤。请复。")
    english = "Your cable came. We sent 17 people and 39 horses. They carry 420 catties of flour. Reply."
    other = paragraph("en-p1", english)
    links = link_sentences(one, other, ("zh", "en"))
    assert ("zh-p1-s2", "en-p1-g2", "medium") in [(link.first, link.second, link.certainty) for link in links]
    group = other.find(TEI + "seg")
    assert group is not None
    assert [one.get(XML_ID) for one in group] == ["en-p1-s2", "en-p1-s3"]
    assert "".join(map(str, other.itertext())) == english


def test_a_sentence_that_the_others_fit_better_without_is_not_taken_in() -> None:
    one = paragraph("de-p1", "Am 12. April 1954 kommen 230 Leute. Der Hafen ist zugefroren.")
    english = (
        "On April 12, 1954, 230 people will come. Ada left early. The others stayed. The harbor is frozen."
    )
    other = paragraph("en-p1", english)
    links = link_sentences(one, other, ("de", "en"))
    assert all("-g" not in link.second for link in links)
    assert "en-p1-s2" not in {link.second for link in links}


def test_paragraphs_with_blocks_or_without_sure_links_stay_as_they_are() -> None:
    listed = "In 1953 17 came. <list><item>39</item></list> Late."
    for one, other in (
        (listed, "En 1953 17 vinrent. 39. Tard."),
        (
            "He came.",
            "Alors, disait-on à tous ceux qui le voulaient entendre, il était enfin venu avec les autres.",
        ),
    ):
        first, second = paragraph("en-p1", one), paragraph("fr-p1", other)
        assert link_sentences(first, second, ("en", "fr")) == []
        assert first.find(TEI + "s") is None
        assert second.find(TEI + "s") is None


# --- the TEI ------------------------------------------------------------------------------------------


def record(first: Iterable[str], second: Iterable[str]) -> bytes:
    """A record in Russian with an English translation."""
    head = (
        "March 9, 1954\n\nLetter from Ada Holm to Jon Reyes\n\nCitation:\n\n"
        '"Letter from Ada Holm to Jon Reyes", March 9, 1954, Wilson Center Digital Archive, Unknown. '
        "<https://digitalarchive.wilsoncenter.org/document/920001>\n\nOriginal Language:\n\nRussian\n\n"
        "Contents:\n\nTranslation - English\n\n"
    )
    return (head + "\n\n".join([*first, *second])).encode()


RUSSIAN = next(
    text for text in TEXTS if text.name == "ru-en: a paragraph left out in the middle, no numbers in it"
)


@pytest.mark.parametrize("how", ["paragraphs", "sentences", "none"])
def test_the_tei_is_valid_and_says_what_is_linked(how: Align) -> None:
    result = convert_bytes(record(RUSSIAN.original, RUSSIAN.translation), "in.txt", Options(align=how))
    assert not result.failed, result.findings
    tree = parse_xml(result.tei)
    assert check_schema(tree, "-") == []
    assert [one.code for one in check_rules(tree, "-")] == ["T039"], (
        "the record has no heading, which is only told"
    )
    pairs = {
        (one.get(XML_ID), token) for one in tree.iter(TEI + "p") for token in one.get("corresp", "").split()
    }
    told = [one for one in result.findings if one.code == "A001"]
    if how == "none":
        assert (pairs, told) == (set(), [])
        return
    assert all((token[1:], f"#{identity}") in pairs for identity, token in pairs)
    assert ("ru-p1", "#en-p1") in pairs
    alone = [one.get(XML_ID) for one in tree.iter(TEI + "p") if one.get("ana") == "#finding.noCounterpart"]
    assert "ru-p3" in alone
    assert len(told) == 1
    assert all(str(identity) in told[0].message for identity in alone)
    assert len(tree.findall(f".//{TEI}segmentation")) == 1
    links = [one.get("target", "").split() for one in tree.iter(TEI + "link")]
    assert bool(links) == (how == "sentences")
    assert all(first.startswith("#ru-") and second.startswith("#en-") for first, second in links)


def test_sentences_lose_no_character() -> None:
    for text in TEXTS:
        tree = body(
            [
                ("edition", "one", text.languages[0], text.original),
                ("translation", "two", text.languages[1], text.translation),
            ]
        )
        before = ["".join(map(str, one.itertext())) for one in tree.iter(TEI + "p")]
        align(tree, "sentences", "-")
        assert ["".join(map(str, one.itertext())) for one in tree.iter(TEI + "p")] == before
        assert check_rules(tree, "-", {"T019", "T040", "T041"}) == []


def body(divisions: Iterable[tuple[str, str, str, Iterable[str]]]) -> etree._ElementTree:
    """A text of divisions: type, id, language, paragraphs (`xx:` before one that is in another language)."""
    root = etree.Element(TEI + "TEI", nsmap={None: TEI[1:-1]})
    sub(sub(root, "teiHeader"), "encodingDesc")
    inside = sub(sub(root, "text"), "body")
    rows = list(divisions)
    for kind, identity, language, paragraphs in rows:
        others = " ".join(f"#{other}" for sort, other, _, _ in rows if sort != kind)
        division = sub(inside, "div", type=kind, xml_id=identity, xml_lang=language, corresp=others)
        for number, text in enumerate(paragraphs, 1):
            other = text[:2] if text[2:3] == ":" else None
            sub(division, "p", text[3:] if other else text, xml_id=f"{identity}-p{number}", xml_lang=other)
    return root.getroottree()


GERMAN = next(text for text in TEXTS if text.name == "de: German and French")


def test_two_translations_both_answer_to_the_edition() -> None:
    english = (
        "Sir, your consignment of May 9 with 48 engravings has arrived here undamaged.",
        "Unfortunately sheet No. 31 is missing, which the list describes as a view of Montbrillac. Please have your store searched.",
        "The exhibition will open on October 1 and last six weeks; we shall send you the catalogue as soon as it is printed.",
    )
    rows = [
        ("edition", "de", "de", GERMAN.original),
        ("translation", "fr", "fr", GERMAN.translation),
        ("translation", "en", "en", english),
    ]
    tree = body(rows)
    assert align(tree, "sentences", "-") == []
    corresp = {one.get(XML_ID): one.get("corresp") for one in tree.iter(TEI + "p")}
    for number in (1, 2, 3):
        assert corresp[f"de-p{number}"] == f"#fr-p{number} #en-p{number}"
        assert corresp[f"fr-p{number}"] == corresp[f"en-p{number}"] == f"#de-p{number}"
    groups = [group.get("domains") for group in tree.iter(TEI + "linkGrp")]
    assert groups == ["#de #fr"]  # the sentences of an edition are cut for one translation


def test_a_text_in_two_languages_by_turns_is_aligned_in_its_division() -> None:
    both = [
        one
        for pair in zip(GERMAN.original, GERMAN.translation, strict=True)
        for one in (pair[0], f"fr:{pair[1]}")
    ]
    tree = body([("edition", "de", "de", both)])
    assert align(tree, "paragraphs", "-") == []
    corresp = [one.get("corresp") for one in tree.iter(TEI + "p")]
    assert corresp == ["#de-p2", "#de-p1", "#de-p4", "#de-p3", "#de-p6", "#de-p5"]


def test_the_sentences_of_a_text_in_two_languages_by_turns_are_linked_in_its_division() -> None:
    both = [
        one
        for pair in zip(GERMAN.original, GERMAN.translation, strict=True)
        for one in (pair[0], f"fr:{pair[1]}")
    ]
    tree = body([("edition", "de", "de", both)])
    assert align(tree, "sentences", "-") == []
    (group,) = tree.iter(TEI + "linkGrp")
    assert group.get("domains") == "#de #de"
    assert {one.get(XML_ID) for one in tree.iter(TEI + "s")} >= {
        token[1:] for link in group for token in link.get("target", "").split()
    }
    assert check_rules(tree, "-", {"T019", "T040", "T041"}) == []


def test_a_quoted_paragraph_in_another_language_is_no_alternation() -> None:
    tree = body([("edition", "de", "de", [*GERMAN.original, f"fr:{GERMAN.translation[0]}"])])
    before = etree.tostring(tree)
    assert align(tree, "sentences", "-") == []
    assert etree.tostring(tree) == before


def test_empty_and_single_sides() -> None:
    for first, second in (([], ["One."]), (["Eins."], []), (["Eins."], ["One."]), (["..."], ["—"])):
        tree = body([("edition", "de", "de", first), ("translation", "en", "en", second)])
        align(tree, "sentences", "-")
        assert check_rules(tree, "-", {"T019", "T040", "T041"}) == []


def test_a_thousand_paragraphs() -> None:
    first = [f"Punkt {number} der Liste wurde erledigt." for number in range(1000)]
    second = [f"Point {number} of the list has been settled." for number in range(1000)]
    tree = body([("edition", "de", "de", first), ("translation", "en", "en", second)])
    assert align(tree, "paragraphs", "-") == []
    assert all(one.get("corresp") for one in tree.iter(TEI + "p"))


VIETNAMESE_TURNS = (
    "Đồng chí Linh: Chúng tôi rất vui mừng được đón các đồng chí ở bến phà.",
    "Đồng chí Petrov: Bao giờ thì phà có thể chạy lại trên sông?",
    "Đồng chí Marek: Sau khi cầu được sửa xong thì phà sẽ chạy.",
)
ENGLISH_TURNS = (
    "Comrade Linh: We are very glad to receive you at the ferry landing.",
    "Comrade Petrov: When can the ferry run on the river again?",
    "Comrade Marek: The ferry will run after the bridge has been repaired.",
)


def test_turns_answer_to_each_other_by_who_speaks() -> None:
    said = record(VIETNAMESE_TURNS, ENGLISH_TURNS).replace(b"Russian", b"Vietnamese")
    tei = convert_bytes(said, "turns.txt", Options(align="paragraphs")).tei
    spoken = [one for turn in parse_xml(tei).iter(TEI + "sp") for one in turn.iter(TEI + "p")]
    assert len(spoken) == 6
    half = {one.get(XML_ID): one.get("corresp", "").lstrip("#") for one in spoken}
    assert list(half.values()) == [*list(half)[3:], *list(half)[:3]]
