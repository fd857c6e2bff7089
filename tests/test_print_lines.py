"""Lines of the print joined into paragraphs: what goes on, what does not, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.interpret.pages import find_pages
from tei.interpret.print_lines import Joined, join_lines, print_measure
from tei.model import Line
from tei.pipeline import convert_bytes


def lines_of(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.strip("\n").split("\n"), 1)]


def joined(text: str) -> Joined:
    pages = find_pages(lines_of(text))
    return join_lines(pages.lines, pages)


def paragraphs(text: str) -> list[str]:
    """The paragraphs with `|` for each line end of the print; page lines are left out."""
    return [printed.text.replace("\n", "|") for printed in joined(text).printed if not printed.page]


GERMAN = """
Lieber Herr Amsel,
die Kisten mit den Steinen sind gestern endlich angekommen, und
ich habe sie gleich in den Keller tragen lassen, wo sie trocken
stehen. Von den zwölf Stücken, die Sie mir im Herbst verspro-
chen hatten, fehlen freilich noch drei; ich hoffe sehr, daß sie
mit dem nächsten Schiffe kommen.
Der Winter ist bei uns sehr streng. Die Elbe steht seit
dem dritten Januar, und die Fuhrleute fahren mit ihren Wagen über
das Eis, als ob es eine Straße wäre.
Ihr ergebener
Otto Finkenau
"""
FRENCH = """
Ma chère Claire,
Nous avons reçu hier les deux caisses que vous aviez
confiées au capitaine, et les enfants ont couru jusqu'au quai pour
les voir décharger. Rien n'est cassé. Il manque seulement la lam-
pe de la petite salle et trois cartes de géographie.
Le maître de l'école vous remercie de tout cœur, et moi
avec lui. Revenez au printemps.
Votre dévouée,
Jeanne Aubin
"""
RUSSIAN = """
Товарищу Зимину.
Докладываю, что баржи с лесом пришли на пристань только вчера
вечером, поэтому разгрузка начата с опозданием на двое суток и
будет закончена не раньше пятницы. Рабочих не хватает, так как
половина артели ушла на сплав.
Прошу выслать двух десятников и сто рублей на прокорм
лошадей, которые стоят без овса уже третий день и скоро не смо-
гут возить.
Петр Ольхин
"""
CHINESE = """
昨日送来的木料已经全部入库其中松木三百根杉木二
百根均无损坏唯桐油两桶在路上破漏请贵处查明原因
并补发为盼。今年雨水较多河面宽了许多渡船每天只
开两次。
\u3000\u3000运粮的队伍要等到下个月初才能动身请通知各站
预备草料。
"""
JAPANESE = """
昨日は朝から雪が降り続き峠の道は馬も通れなくなつ
たので荷物は駅に置いたままである。村の人々は皆で
雪を掻いて道を開けようとしたが夕方までに半分も進
まなかつた。
"""
CAPITALS = """
BOATS REPORTED OFF THE NORTHERN POINT AT DAWN WITH NO LIGHTS AND
MOVING SLOWLY TOWARD THE HARBOR MOUTH. NO CREW SEEN ON DECK OF
EITHER VESSEL. WILL FOLLOW AND REPORT WHEN POSSIBLE TO DO SO IN
DAYLIGHT.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GERMAN, [[1], [2, 6], [7, 9], [10], [11]]),
        (FRENCH, [[1], [2, 5], [6, 7], [8], [9]]),
        (RUSSIAN, [[1], [2, 5], [6, 8], [9]]),
        (CHINESE, [[1, 4], [5, 6]]),
        (JAPANESE, [[1, 4]]),
        (CAPITALS, [[1, 4]]),
    ],
    ids=["de", "fr", "ru", "zh", "ja", "capitals"],
)
def test_lines_of_print_width_are_joined(text: str, expected: list[list[int]]) -> None:
    spans = [sorted({one.span.first, one.span.last}) for one in joined(text).printed]
    assert spans == expected


FEW = """
Le maire de la commune, qui est aussi le
Maître du port, vient de signer l'ordre suivant:
"""


def test_a_few_lines_take_the_measure_of_the_text_they_are_in() -> None:
    lines = lines_of(FEW)
    assert [one.span.last for one in join_lines(lines).printed] == [1, 2]
    measure = print_measure(lines_of(FRENCH))
    assert measure is not None
    assert [one.span.last for one in join_lines(lines, measure=measure).printed] == [2]
    assert [one.span.last for one in join_lines(lines, measure=20).printed] == [1, 2]  # they are wider


def test_lines_of_other_kinds_have_no_measure_of_print() -> None:
    assert print_measure(lines_of("Ada Holm\nWarden\nLissau")) is None
    assert print_measure(lines_of("The boats came home. " * 20)) is None


def test_few_lines_that_do_not_go_on_stay_lines() -> None:
    lines = lines_of("Jean Corval\nGardien du phare\nPort-Aval")
    assert len(join_lines(lines, measure=60).printed) == 3


def test_a_paragraph_told_from_short_lines_is_reported() -> None:
    assert joined(GERMAN).weak == (7,)
    assert joined(CHINESE).weak == ()  # an indent says it


def test_blank_lines_between_paragraphs_settle_them() -> None:
    text = """
We came down to the quay before it was light and found
that the boat had gone. Nobody knew when the next one
would sail. Then the harbour master came and
told us to wait.

So we sat on our boxes until noon and ate what was left of
the bread. The children slept.
"""
    assert len(paragraphs(text)) == 2
    assert joined(text).weak == ()


@pytest.mark.parametrize(
    "text",
    [
        "The river runs\nbelow the mill,\nand all the night\nthe wheel is still,\nand no one comes\nto ask the way",
        (
            "Present were the members of the board of the school at Northam.\n"
            "The treasurer reported on the state of the funds.\nIt was agreed to buy a new stove.\n"
            "The meeting closed at nine."
        ),
        "To Mr. Arthur Lowe\nHarbour Master\nof the port of Northam\nQuay Street 4\nNortham",
        (
            "Note from the Harbour Master of Northam to the members of the Board of Trade\n"
            "regarding the draft of answers to the questions of the chief pilots\n"
            "in connection with the report of the winter"
        ),
        (
            "Vive le port de Saint-Aubin et tous ceux qui le défendent !\n"
            "Vive la flotte marchande et les équipages qui la servent !\n"
            "Vive la paix entre les peuples de la mer et de la terre !"
        ),
        "wheat from the northern farms;\nrye and oats, in sacks;\nsalt fish, two barrels;\nlamp oil;",
        "一 春天的道路\n二 桥梁的修理\n三 船只的分配",
        "船队应当在五月以前出发。\n各站应当预备草料。\n所有的车辆由河务处统一分配。",
    ],
    ids=["verse", "sentences", "address", "heading", "slogans", "list", "zh-list", "zh-sentences"],
)
def test_other_lines_stay_lines(text: str) -> None:
    assert paragraphs(text) == text.split("\n")


def test_a_text_of_one_paragraph_a_line_keeps_its_headings() -> None:
    long = "The boats were sent down the river in the spring, and nobody counted them until the autumn. " * 4
    text = f"Report of the harbour master of Northam to the members of the board\nregarding the boats\n\n{long}\n{long}"
    assert len(paragraphs(text)) == 4


def test_a_name_of_capitals_does_not_make_a_heading() -> None:
    text = """
Le comité a entendu hier le rapport de M. Jean D'AUBIN de MORLAIX
sur les travaux du port, qui ont été arrêtés par les pluies de fé-
vrier. M. René CASTELLAN de PRÉVAL, qui désire revenir bien-
tôt sur cette question, a demandé une nouvelle séance.
"""
    assert len(paragraphs(text)) == 1


WORDS = st.lists(st.text("abcdefg,.-é字£ \u3000", min_size=0, max_size=70), max_size=60)


@given(WORDS)
def test_no_line_is_lost_or_moved(texts: list[str]) -> None:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    pages = find_pages(lines)
    printed = join_lines(pages.lines, pages).printed
    there = [line for one in printed for line in one.lines]
    assert there == [line for line in pages.lines if not line.blank]
    kept = "".join("".join(one.text.split()) for one in printed)
    assert kept == "".join("".join(texts).split())


@given(WORDS)
def test_only_neighbours_are_joined_and_never_over_a_blank_line(texts: list[str]) -> None:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    blank = {line.number for line in lines if line.blank}
    for one in join_lines(lines).printed:
        numbers = [line.number for line in one.lines]
        assert numbers == list(range(numbers[0], numbers[-1] + 1))
        assert not blank & set(numbers)


NUMBERED = """Mon cher Aubin,
Les barques sont parties avant le jour, et personne ne sait en-
core quand elles reviendront au port; le vent est tombé hier au
soir, après la pluie. Voici ce que nous avons décidé:
1. Les gardiens des phares restent à leur poste jusqu'au retour
des barques et tiennent les lampes allumées.
2. Le maître du port fait porter de l'huile à la tour du Nord,
où il n'y en a plus que pour trois nuits.
3. Les pilotes attendent sur le môle, et ceux qui sont malades
sont remplacés par leurs fils.
Affectueusement à vous,
Claire Aubert
"""


def test_items_of_a_list_are_no_paragraphs_that_a_weak_rule_told() -> None:
    result = convert_bytes(NUMBERED.encode(), "in.txt")
    assert b"<item" in result.tei
    assert not [one for one in result.findings if one.code == "I030"]


def test_slogans_set_off_by_blank_lines_are_one_paragraph() -> None:
    text = "The lamps burn on every tower of the coast tonight.\n\nLong live the guild!\nLight for all harbours!\n\nAda Holm"
    assert paragraphs(text)[1] == "Long live the guild!|Light for all harbours!"
    assert paragraphs("Long live the guild!\nLight for all!") == ["Long live the guild!", "Light for all!"]
    assert len(paragraphs("The lamps burn.\n\nLong live the guild!\nThe boats are late.")) == 3


DESPATCH = """
    I have the honour to report that the keeper of the bridge received me in his own
house and spoke for some forty minutes about the piers. He began by saying that he had
read with attention the letter which I had given to him on the morning of the 27th
April.

2.  I replied that the company had gone as far as it could, and that:

    (a) the rate was that of the town;

    (b) the term of twenty years had been chosen at the wish of the keeper's own
        predecessor; and

    (c) nothing was to be paid.

3.  The keeper did not press the point. My impression is that he spoke for the
record.*
"""


def test_a_sentence_goes_on_into_a_name_and_an_item_below_its_label() -> None:
    assert [one.strip() for one in paragraphs(DESPATCH)] == [
        "I have the honour to report that the keeper of the bridge received me in his own|house and spoke for some forty minutes about the piers. He began by saying that he had|read with attention the letter which I had given to him on the morning of the 27th|April.",
        "2.  I replied that the company had gone as far as it could, and that:",
        "(a) the rate was that of the town;",
        "(b) the term of twenty years had been chosen at the wish of the keeper's own|predecessor; and",
        "(c) nothing was to be paid.",
        "3.  The keeper did not press the point. My impression is that he spoke for the|record.*",
    ]
