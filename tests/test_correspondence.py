"""Sender, recipients and kind from titles; the intermediary from salutations."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.interpret.citation.spans import fold
from tei.interpret.correspondence import GENRES, read_correspondence
from tei.interpret.intermediary import read_intermediary

WRITTEN: list[tuple[str, str, list[str], str]] = [
    ("Telegram from Ana Paz to Luis Mar", "Ana Paz", ["Luis Mar"], "telegram"),
    ("Letter, Jan Novak to All Harbor Masters", "Jan Novak", ["All Harbor Masters"], "letter"),
    (
        "Cable, Chen Wei to the Chairman [Li Bo] and Comrades Liu [Shan], Zhou [Lin], and Peng [Hai]",
        "Chen Wei",
        ["the Chairman [Li Bo]", "Liu [Shan]", "Zhou [Lin]", "Peng [Hai]"],
        "telegram",
    ),
    (
        "Letter from T. J. Brady (Ottawa) to Con Walsh (Dublin), 'Nets and Boats'",
        "T. J. Brady",
        ["Con Walsh"],
        "letter",
    ),
    (
        "Confidential Report from T. J. Brady (Ottawa) to Con Walsh (Dublin), ‘Nets at U.N.O.’",
        "T. J. Brady",
        ["Con Walsh"],
        "report",
    ),
    (
        "Telegram from Chilean Embassy in Lima (Torres), 5 p.m., Wednesday",
        "Chilean Embassy in Lima",
        [],
        "telegram",
    ),
    (
        "Coded telegram from USSR Ambassador to Peru A.F. Ivanov to USSR Ministry of Fisheries regarding the nets",
        "A.F. Ivanov",
        ["USSR Ministry of Fisheries"],
        "telegram",
    ),
    (
        "Note from US Ambassador to Laos F. Miller to Laos Minister of Fisheries A.A. Phan",
        "F. Miller",
        ["A.A. Phan"],
        "note",
    ),
    ("Ciphered Telegram No. 3410, Popov to Orlov", "Popov", ["Orlov"], "telegram"),
    (
        "Letter from Ana Paz to the Minister of Trade and Industry",
        "Ana Paz",
        ["the Minister of Trade and Industry"],
        "letter",
    ),
    (
        "Letter from Ana Paz to the Committee on Nets on the Tides",
        "Ana Paz",
        ["the Committee on Nets"],
        "letter",
    ),
    ("Letter from Ana Paz to Luis Mar on the Tides", "Ana Paz", ["Luis Mar"], "letter"),
    (
        "Message from Ana Paz to Luis Mar and Tom Lee, 3 May 1950",
        "Ana Paz",
        ["Luis Mar", "Tom Lee"],
        "message",
    ),
    ("Memorandum from Ana Paz to Luis Mar, 'Boats'", "Ana Paz", ["Luis Mar"], "memorandum"),
    (
        "Letter from Ana Paz, Ambassador in Rome, to Luis Mar",
        "Ana Paz",
        ["Luis Mar"],
        "letter",
    ),
    ("Letter from Ana Paz to Luis Mar, Minister of Nets", "Ana Paz", ["Luis Mar"], "letter"),
    (
        "Excerpts from a Letter from Ana Paz to Luis Mar [Excerpt]",
        "Ana Paz",
        ["Luis Mar"],
        "letter",
    ),
    ("Ana Paz's Letter to Luis Mar", "Ana Paz", ["Luis Mar"], "letter"),
    ("Telegram to Luis Mar from Ana Paz", "Ana Paz", ["Luis Mar"], "telegram"),
    ("Telegram to Luis Mar", "", ["Luis Mar"], "telegram"),
    ("Brief von Anna Kurz an Peter Lang", "Anna Kurz", ["Peter Lang"], "letter"),
    ("Lettre de Jean Petit à Paul Grand", "Jean Petit", ["Paul Grand"], "letter"),
    ("Carta de Ana Paz a Luis Mar", "Ana Paz", ["Luis Mar"], "letter"),
    ("关于渔船问题给王大明的电报", "", ["王大明"], "telegram"),
    ("给林山同志的信", "", ["林山"], "letter"),
]

NOT_WRITTEN = [
    ("Meeting with President Paz", "meeting"),
    ("Conversation between Ana Paz and Luis Mar", "conversation"),
    ("Trip from Moscow to Berlin", ""),
    ("Report on a Trip from Moscow to Berlin", "report"),
    ("Address by Mr. Luis Mar to the General Council", "speech"),
    ("Memorandum of Conversation between Ana Paz and Luis Mar", "conversation"),
    ("Record of Conversation from 3 to 5 p.m.", "conversation"),
    ("The President's [Ana Paz's] Meeting with Minister Luis Mar on 3 May 1950 in Rome", "meeting"),
    ("Minutes of the Talk", "minutes"),
    ("Ciphered Telegram # 600428/sh", "telegram"),
    ("LETTRE N° 722.", "letter"),
    ("Petition on the Coming of the Fleet", "petition"),
    ("Note from the Journal of P. Popov", "note"),
    ("Memorandum for the Record", "memorandum"),
    ("Letter to the Editor", "letter"),
    ("Letter from Ana Paz and Luis Mar", "letter"),
    ("Fishery Division [Harbor Office], 'Points of the Talk'", ""),
    ("Report from Rome to Lima by Train", "report"),
    ("Lettre de la Délégation à la Haye à M. Grand", "letter"),
    ("Letters from the Coast", ""),
    ("Notebook from Rome to Lima", ""),
    ("全国渔民大会上的讲话", "speech"),
    ("给全国渔民的信", "letter"),
    ("关于给王大明等的电报", "telegram"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "sender", "recipients", "kind"), WRITTEN, ids=[row[0][:40] for row in WRITTEN]
)
def test_titles_of_correspondence(title: str, sender: str, recipients: list[str], kind: str) -> None:
    read = read_correspondence(title)
    assert (read.sender, list(read.recipients), read.kind) == (sender, recipients, kind)


@pytest.mark.parametrize(("title", "kind"), NOT_WRITTEN, ids=[row[0][:40] for row in NOT_WRITTEN])
def test_titles_where_nobody_is_sure_to_write_to_anybody(title: str, kind: str) -> None:
    read = read_correspondence(title)
    assert (read.sender, read.recipients, read.kind) == ("", (), kind)


def test_two_senders_are_not_one_name() -> None:
    read = read_correspondence("Letter from Ana Paz and Luis Mar to Tom Lee")
    assert read.sender == ""
    assert read.senders == ("Ana Paz", "Luis Mar")


@pytest.mark.parametrize(
    ("title", "senders"),
    [
        ("Letter from Ana Paz, Luis Mar and Tom Lee to Jon Reyes", ("Ana Paz", "Luis Mar", "Tom Lee")),
        (
            "Telegram from the Ministry of Trade and Industry to Luis Mar",
            ("the Ministry of Trade and Industry",),
        ),
        ("Letter from Paz and friends to Luis Mar", ()),
        ("Letter from Ana Paz, Mayor of Lonrad, and her council to Luis Mar", ()),
    ],
)
def test_several_senders_are_read_where_each_is_a_name(title: str, senders: tuple[str, ...]) -> None:
    assert read_correspondence(title).senders == senders


def test_a_list_that_can_be_read_in_two_ways_is_not_read() -> None:
    title = "Note from Ana Paz to members and candidates of the Board, keepers of nets regarding the tides"
    assert read_correspondence(title).recipients == ()


def test_every_genre_can_name_a_category() -> None:
    assert all(re.fullmatch("[a-z]+", kind) for kind in GENRES.values())


SALUTES = [
    ("王大明同志即转李小山同志：", "zh-Hans", "王大明"),
    ("王大明并转李小山：", "zh", "王大明"),
    ("王大明同志請轉李小山同志：", "zh-Hant", "王大明"),
    ("请王大明同志转李小山同志：", "zh", "王大明"),
    ("Comrade Wang Daming, immediately convey to Comrade Li Xiaoshan:", "en", "Wang Daming"),
    ("Ambassador Paz, please pass this on to Prime Minister Mar:", "en", "Paz"),
    ("To Comrade Popov, for transmission to Comrade Orlov:", "en", "Popov"),
    ("Genosse Kurz, bitte sofort an Genossen Lang weiterleiten:", "de", "Kurz"),
    ("Camarade Petit, à transmettre au camarade Grand :", "fr", "Petit"),
    ("Тов. Попову, для передачи тов. Орлову:", "ru", "Попову"),
    ("Đồng chí Lan, chuyển ngay cho đồng chí Minh:", "vi", "Lan"),
]  # fmt: skip


@pytest.mark.parametrize(("salute", "language", "name"), SALUTES)
def test_intermediaries(salute: str, language: str, name: str) -> None:
    assert read_intermediary(salute, language) == name


@pytest.mark.parametrize(
    ("salute", "language"),
    [
        ("Dear Comrade Popov:", "en"),
        ("Comrade Popov, I write to you:", "en"),
        ("Comrade Popov, immediately convey to Comrade Orlov:", "zh"),
        ("王大明同志：", "zh"),
        ("王大明、李小山同志：", "zh"),
        ("情况已经好转，望继续努力。", "zh"),
        ("", "en"),
        ("Comrade Popov, immediately convey to Comrade Orlov:", "xx"),
    ],
)
def test_no_intermediary(salute: str, language: str) -> None:
    assert read_intermediary(salute, language) == ""


TITLES = st.lists(
    st.sampled_from(["Letter", "Telegram", " from ", " to ", ", ", " and ", "Ana Paz", "the Minister of", " on ", " for ", "[", "]",
                     "(", ")", "'s ", "Ambassador", "No. 5", "给", "的电报", "王大明", "Comrades ", "“", "”", " regarding "]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(st.one_of(TITLES, st.text(max_size=80)))
def test_names_stand_in_the_title(title: str) -> None:
    read = read_correspondence(title)
    bare = re.sub(r"\s|\^\{[^}]*\}", "", fold(title))
    for name in (read.sender, *read.recipients):
        assert re.sub(r"\s", "", name) in bare


@given(st.text(max_size=80), st.sampled_from(["zh", "en", "ru", "ja", "ko", "de", "fr", "es", "vi"]))
def test_an_intermediary_stands_in_the_salutation(salute: str, language: str) -> None:
    assert read_intermediary(salute, language) in fold(salute)
