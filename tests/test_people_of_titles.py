"""Whom a title names, weighed by the record: adversarial titles, in which nothing wrong may be claimed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.interpret.correspondence import read_correspondence
from tei.interpret.known_names import KnownNames, is_place, weigh
from tei.interpret.name_lists import goes_on, read_address
from tei.interpret.salutations import addressed

# title, senders, recipients, intermediary; `?` before a name: of an unknown kind
READ = [
    ("Letter from Smith to Jones", ["Smith"], ["Jones"], ""),
    ("Ciphered Telegram, Popov to Orlov", ["?Popov"], ["?Orlov"], ""),
    ("Telegram from Lonrad to A. Novak", ["?Lonrad"], ["A. Novak"], ""),
    ("Telegram from SED to KPD", ["?SED"], ["?KPD"], ""),
    ("Memorandum From Ana Paz (Chief) Through Tom Lee (Head) to Luis Mar (Warden), November 1973", ["Ana Paz"], ["Luis Mar"], "Tom Lee"),
    ("Action Memorandum From Ana Paz to Luis Mar, November 1973", ["Ana Paz"], ["Luis Mar"], ""),
    ("Letter from Ana Paz to Luis Mar via Ambassador Tom Lee", ["Ana Paz"], ["Luis Mar"], "Tom Lee"),
    ("Letter from Ana Paz, via Tom Lee, to Luis Mar", ["Ana Paz"], ["Luis Mar"], "Tom Lee"),
    ("Letter from Ana Paz to Luis Mar, through Mr. Tom Lee", ["Ana Paz"], ["Luis Mar"], "Tom Lee"),
    ("Letter from Ana Paz to Luis Mar via the Lonrad Embassy in Veldt", ["Ana Paz"], ["Luis Mar"], "the Lonrad Embassy in Veldt"),
    ("Letter from Ana Paz to Luis Mar via New York", ["Ana Paz"], ["Luis Mar"], ""),
    ("Telegram from Ana Paz to Luis Mar through diplomatic channels", ["Ana Paz"], ["Luis Mar"], ""),
    ("Telegram from Ana Paz to Luis Mar via Western Union", ["Ana Paz"], ["Luis Mar"], ""),
    ("Telegram from Ana Paz to Luis Mar via Lee", ["Ana Paz"], ["Luis Mar"], ""),
    ("Brief von Anna Kurz an Peter Lang durch Botschafter Holm", ["Anna Kurz"], ["Peter Lang"], "Holm"),
    ("Телеграмма от А. Линова к П. Маркову через посла Н. Орлова", ["А. Линова"], ["П. Маркову"], "Н. Орлова"),
    ("Letter from the Central Committees of the SED and the PZPR to Ana Paz", ["the Central Committees of the SED and the PZPR"], ["Ana Paz"], ""),
    ("Letter from Ana Paz to the Central Committees of the SED and the PZPR", ["Ana Paz"], ["the Central Committees of the SED and the PZPR"], ""),
    ("Note from Ana Paz to the Governments of Veldt and Lonrad", ["Ana Paz"], ["the Governments of Veldt and Lonrad"], ""),
    ("Letter from Ana Paz to the Ministries of Foreign Affairs and Defense", ["Ana Paz"], ["the Ministries of Foreign Affairs and Defense"], ""),
    ("Letter from Ana Paz to the Ministers of Trade and Defense", ["Ana Paz"], ["the Ministers of Trade and Defense"], ""),
    ("Letter from Ana Paz to the Ministry of Trade and the Ministry of War", ["Ana Paz"], ["the Ministry of Trade", "the Ministry of War"], ""),
    ("Letter from Ana Paz to Luis Mar and the Ministry of War", ["Ana Paz"], ["Luis Mar", "the Ministry of War"], ""),
    ("Message from Wang Daming and Li Xiaoshan to Tom Lee", ["Wang Daming", "Li Xiaoshan"], ["Tom Lee"], ""),
    ("Letter from Ana Paz to the Ministry of Labor and the Family", ["Ana Paz"], [], ""),
    ("Telegram from the King of Lonrad to the Queen of Veldt", ["the King of Lonrad"], ["the Queen of Veldt"], ""),
    ("Brief von Anna Kurz an den Minister Peter Lang", ["Anna Kurz"], ["Minister Peter Lang"], ""),
    ("Carta de Ana Paz para Luis Mar", ["Ana Paz"], ["Luis Mar"], ""),
    ("Lettera di Ugo Riva a Pia Serra", ["Ugo Riva"], ["Pia Serra"], ""),
    ("Scrisoare de la Ion Luca către Ana Marin", ["Ion Luca"], ["Ana Marin"], ""),
    ("List Jana Lisa do Anny Mak", ["Jana Lisa"], ["Anny Mak"], ""),
    ("Телеграмма А. Линов — П. Марков", ["А. Линов"], ["П. Марков"], ""),
    ("Писмо от Иван Линов до Петър Марков", ["Иван Линов"], ["Петър Марков"], ""),
    ("Brev från Anna Lind till Per Holm", ["Anna Lind"], ["Per Holm"], ""),
    ("Brev fra Anna Lind til Per Holm", ["Anna Lind"], ["Per Holm"], ""),
    ("Brief van Jan Maas aan Piet Holm", ["Jan Maas"], ["Piet Holm"], ""),
    ("Thư của Trần Lan gửi Lê Minh", ["Trần Lan"], ["Lê Minh"], ""),
    ("رسالة من سامي نور إلى كريم حداد", ["سامي نور"], ["كريم حداد"], ""),
    ("Letter from the weaver A. Novak to B.C. Dvorak", ["A. Novak"], ["B.C. Dvorak"], ""),
    ("Letter from the family of A. Novak to B. Dvorak", [], [], ""),
    ("Letter from a friend and neighbour A. Novak to B. Dvorak", [], [], ""),
    ("Letter from Gen. A. P. Novak, Commander of the 25th Army, to B. Dvorak, Secretary", ["Gen. A. P. Novak"], ["B. Dvorak"], ""),
    ("Letter from Ana Paz to Luis Mar, 5 March", ["Ana Paz"], ["Luis Mar"], ""),
    ("Letter from Ana Paz to Luis Mar 5th of March", ["Ana Paz"], ["Luis Mar"], ""),
    ("Note of the Harbour Chairman A. Novak to B. Dvorak on the talk of C. Lang with D. Maas", ["A. Novak"], ["B. Dvorak"], ""),
    ("Note of the Ministry to the Embassy", [], [], ""),
    ("Letter of thanks to B. Dvorak", [], [], ""),
    ("Note of the protest of A. Novak to B. Dvorak", [], [], ""),
    ("Report of the Visit of A. Novak to B. Dvorak", [], [], ""),
    ("Letter of 3 May from A. Novak to B. Dvorak", [], [], ""),
    ("Kovács Béla levele Nagy Péterhez", ["Kovács Béla"], ["Nagy Péter"], ""),
    ("Kovács Béla levele Nagy Annához", ["Kovács Béla"], [], ""),
    ("王大明致李小山电", ["王大明"], ["李小山"], ""),
    ("王大明致李小山的信", ["王大明"], ["李小山"], ""),
    ("王大明給李小山的電報", ["王大明"], ["李小山"], ""),
    ("阿兰德致李小山电", ["?阿兰德"], ["李小山"], ""),
    ("致李小山电", [], ["李小山"], ""),
    ("王大明关于渔船给李小山的电报", [], ["李小山"], ""),
    ("田中太郎から山本花子への書簡", ["田中太郎"], ["山本花子"], ""),
    ("김철수가 박영희에게 보낸 편지", ["김철수"], ["박영희"], ""),
]  # fmt: skip

NOBODY = [
    "Telegram from Washington to Bonn", "Letter from London to Paris", "Lettre de Paris à Londres", "Letter from Port Lonrad to Cape Veldt",
    "Telegram, New York to San Francisco", "Письмо от Москвы к Парижу", "Note from Prison to Freedom", "Letter from Heaven to Earth",
    "Report from the Front to Headquarters", "Letter from Birmingham Jail", "Order from Above to All", "Mary's Reply", "Reply to Mary",
    "Letter to a Friend", "Letter to My Son", "Letter, to Whom It May Concern", "Notes from Underground to Light", "Brief Notes on Policy",
    "Brief History of the Boats", "List of Goods from Rome do Lima", "List of Things to Do", "Lista de Ana a Luis", "Letters from the Coast",
    "Letter from Mr. and Mrs. Paz", "Dopis Jana Nováka Petru Dvořákovi", "Письмо Н. Линова П. Маркову", "Письмо от А. Линова П. Маркову",
    "王大明、林山致李小山电", "北京致莫斯科电", "平壤給北京的電報", "中央军委致各野战军电", "给全国渔民的信", "관리들이 주민들에게 보낸 편지", "김철수이 박영희에게 보낸 편지",
    "Trip from Ana Paz to Luis Mar", "A Bridge from Ana to Luis", "From Ana Paz to Luis Mar", "Telegram No. 12 from Lowport, from Kato Jun to Ministry",
    "Letter from Ana Paz through Cape Town to Luis Mar", "Report on the Road from Lonrad to Veldt", "Order of the Day to Troops",
    "Telegram", "Letter", "Letter from", "Letter to", "Letter from to", "Letter, ", "Brief von an", "致电", "的信", "에게 보낸 편지",
]  # fmt: skip


def claimed(title: str, known: KnownNames | None = None) -> tuple[list[str], list[str], str]:
    said = read_correspondence(title)
    weighed = weigh(said, known or KnownNames())
    sides = [
        [("?" if name in weighed.unsure else "") + name for name in side]
        for side in (weighed.senders, weighed.recipients)
    ]
    return sides[0], sides[1], said.intermediary


@pytest.mark.parametrize(("title", "senders", "recipients", "carrier"), READ, ids=[row[0] for row in READ])
def test_titles_are_read(title: str, senders: list[str], recipients: list[str], carrier: str) -> None:
    assert claimed(title) == (senders, recipients, carrier)


@pytest.mark.parametrize("title", NOBODY)
def test_nobody_is_claimed(title: str) -> None:
    assert claimed(title) == ([], [], "")


def test_the_record_tells_a_person_from_a_place() -> None:
    title = "Telegram from Washington to Brandeck"
    assert claimed(title) == ([], ["?Brandeck"], "")
    assert claimed(title, KnownNames(people=frozenset(["washington"])))[0] == ["Washington"]
    assert claimed(title, KnownNames(people=frozenset(["brandeck"])))[1] == ["Brandeck"]
    assert claimed(title, KnownNames(places=frozenset(["brandeck"])))[1] == []
    assert claimed("Letter from Mercy to Luis Mar", KnownNames(common=frozenset(["mercy"])))[0] == []


def test_places_of_the_table() -> None:
    assert all(map(is_place, ("Rome", "new york", "Port Lonrad", "São Veldt", "Lonrad Prison")))
    assert not any(map(is_place, ("Ana", "Ana Paz", "Fort", "New", "")))


@given(
    st.text(max_size=60),
    st.sampled_from(["Letter from {} to {}", "Cable, {} to {}", "{}致{}电", "List {} do {}"]),
)
def test_what_is_weighed_stands_in_the_title(words: str, form: str) -> None:
    title = form.format(words, words)
    said = read_correspondence(title)
    weighed = weigh(said, KnownNames())
    assert set(weighed.senders) <= set(said.senders)
    assert set(weighed.recipients) <= set(said.recipients)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Paz; Luis Mar; Tom Lee", ("Ana Paz", "Luis Mar", "Tom Lee")),
        ("Ana Paz, Luis Mar and Tom Lee", ("Ana Paz", "Luis Mar", "Tom Lee")),
        ("Ana Paz, Luis Mar", ("Ana Paz", "Luis Mar")),
        ("Ana Paz; Tom Lee; cc: Luis Mar", ("Ana Paz", "Tom Lee")),  # who gets a copy is not written to
        ("Ana Paz, copy to: Luis Mar", ("Ana Paz",)),
        ("A. Novak, Minister of Trade", ("A. Novak",)),
        ("A. Novak, Minister of Trade; B. Dvorak, Consul in Lonrad", ("A. Novak", "B. Dvorak")),
        ("Ana Paz, Port Warden", ("Ana Paz",)),
        ("Novak, Jan", ("Novak",)),
        ("the Ministry of Trade and Industry", ("the Ministry of Trade and Industry",)),
        ("whom it may concern", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_all_names_of_an_address_line(line: str, names: tuple[str, ...]) -> None:
    if line == "Novak, Jan":
        assert read_address(line) in ((), names)  # never two people
    else:
        assert read_address(line) == names


def test_a_line_below_an_address_goes_on_where_it_is_sure() -> None:
    assert goes_on("Mr. Luis Mar") == ("Mr. Luis Mar",)
    assert goes_on("B. Dvorak,") == ("B. Dvorak",)
    assert [goes_on(line) for line in ("Port Warden", "Lonrad Harbor", "Minister of Trade", "Veldt")] == [
        ()
    ] * 4


SALUTATIONS = [
    ("Dear Mr. Novak:", ("Novak",)),
    ("Dear Jon,", ("Jon",)),
    ("Dear Mr. Novak and Mrs. Paz,", ("Novak", "Paz")),
    ("Dear Minister Novak,", ("Minister Novak",)),
    ("Dear Prime Minister,", ()),
    ("Dear Mr. Chairman:", ()),
    ("Dear Sir or Madam,", ()),
    ("Dear Friends and Colleagues,", ()),
    ("Dear Jon and Ada,", ()),
    ("Sehr geehrter Herr Lang,", ("Lang",)),
    ("Werter Genosse Kurz!", ("Kurz",)),
    ("Liebe Genossen!", ()),
    ("Lieber Herr Minister,", ()),
    ("Mon cher Petit,", ("Petit",)),
    ("Mon cher ami,", ()),
    ("Dear Uncle,", ()),
    ("Dear Aunt Jane,", ("Aunt Jane",)),
    ("Waarde Heer,", ()),
    ("Beste Jan,", ("Jan",)),
    ("Liebe Tante!", ()),
    ("Egregio Dottore,", ()),
    ("Дорогой Отец!", ()),
    ("Cher Monsieur le Ministre,", ()),
    ("Estimado señor Paz:", ("Paz",)),
    ("Prezado Senhor Mar,", ("Mar",)),
    ("Caro compagno Riva,", ("Riva",)),
    ("Stimate domnule Luca,", ("Luca",)),
    ("Tisztelt Kovács elvtárs!", ("Kovács",)),
    ("Kedves Barátom!", ()),
    ("Уважаемый Иван Петрович!", ("Иван Петрович",)),
    ("Дорогой товарищ Линов!", ("Линов",)),
    ("Дорогие товарищи!", ()),
    ("Уважаемый товарищ!", ()),
    ("Уважаеми другарю Линов,", ("Линов",)),
    ("Шановний Василю Васильовичу,", ()),  # the case of the call
    ("Drogi Towarzyszu Lisie!", ()),
    ("Vážený soudruhu Nováku,", ()),
    ("毛主席：", ("毛主席",)),
    ("王大明同志：", ("王大明",)),
    ("王大明、李小山同志：", ("王大明", "李小山")),
    ("李小山先生台鉴：", ("李小山",)),
    ("王大明同志即转李小山同志：", ("李小山",)),
    ("各位代表同志：", ()),
    ("副主席：", ()),
    ("亲爱的同志：", ()),
    ("山田太郎様", ("山田太郎",)),
    ("外務大臣閣下", ()),
    ("各位様", ()),
    ("김철수 동지!", ("김철수",)),
    ("친애하는 김철수 동지!", ("김철수",)),
    ("친애하는 동지들!", ()),
    ("해안 주민 여러분!", ()),
]  # fmt: skip


@pytest.mark.parametrize(("line", "names"), SALUTATIONS, ids=[row[0] for row in SALUTATIONS])
def test_whom_a_salutation_names(line: str, names: tuple[str, ...]) -> None:
    assert addressed(line) == names


@given(st.text(max_size=80))
def test_whom_a_salutation_names_stands_in_it(line: str) -> None:
    assert all(name in line for name in addressed(line))
