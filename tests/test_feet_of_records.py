"""What stands under records of offices in many lands: formulas, offices over names, copies, signs that end a text."""

from __future__ import annotations

import pytest
from test_openings_and_closings import DE, EN, RU, ZH, pieces, shown

from tei.interpret.letters import read_letter
from tei.model import Block, Division, Inline, Span, Text
from tei.pipeline import convert_bytes

TEXTS = {
    "en": EN,
    "de": DE,
    "ru": RU,
    "zh-Hans": ZH,
    "es": "El puente está otra vez abierto, y los trenes cruzan el río según el horario de verano.",
    "pt": "A ponte está de novo aberta, e os comboios atravessam o rio conforme o horário de verão.",
    "cs": "Most je znovu otevřen a vlaky jezdí přes řeku podle letního jízdního řádu.",
    "uk": "Міст знову відкрито, і поїзди йдуть через річку за літнім розкладом.",
    "vi": "Cây cầu đã mở lại, và tàu hỏa chạy qua sông theo lịch mùa hè.",
    "ko": "다리는 다시 열렸고 기차는 여름 시간표에 따라 강을 건넌다.",
    "ar": "فتح الجسر من جديد، وتعبر القطارات النهر حسب جدول الصيف.",
    "ro": "Podul este din nou deschis, iar trenurile trec râul după orarul de vară.",
    "ja": "橋は再び開通し、列車は夏の時刻表のとおり川を渡っている。",
}


@pytest.mark.parametrize(
    ("below", "language", "expected"),
    [
        (
            ("I have the honour to be, Sir,\nWith great respect,\nYour obedient Servant,\n\n(Signed) J. HOLM\n\n"
            "The Right Honourable\n    Sir Alan Reyes, M.P.,\n    Bridge Office, S.W.1."),
            "en",
            "salute salute salute signed address address address",
        ),
        ("HOLM\n\nSECRET\n\nNNNN", "en", "signed classification trailer"),
        ("# # #", "en", "trailer"),
        ("СЕКРЕТАРЬ СОВЕТА                    А. ЛУГИН\n\nК п. 3 прот. № 84", "ru", "signed signed reference"),
        (("I have the Honour to be with the greatest Respect\nMy Lord\nYour Lordship's most obedient\nand most humble Servant\n"
         "Jno. Holm\n\nRt Hon.ble Lord Ash\n&c. &c. &c."), "en",
         "salute salute salute salute signed address address"),
        ("3/III-1948 г.                    ОСОКИН\n\nРассылка:\nт. Лугину\n\nВерно: Чижова", "ru",
         "dateline signed distribution distribution reference"),
        ("경의를 표하면서\n\n중앙위원회 위원장\n박성호\n\n1964년 3월 10일\n평양", "ko",
         "salute signed signed dateline dateline"),
        ("Holm\n\nAusfertigung. PA AA, R 1214. Bl. 12–14. Randbemerkung.", "de", "signed source-note"),
        ("Drafted by: NB: JHolm\nClearance: E - Mr. Reyes", "en", "reference reference"),
        ("gez. Luntz\n\nF.d.R.: Holm", "de", "signed reference"),
        ("Zapsala: Holmová\n\nOvěřil: Luntz", "cs", "reference reference"),
        (
            ("Начальник управления\nполковник                    (Лугин)\n\n4 мая 1951 г.\n\nОтп. 2 экз.\n"
            "экз. № 1 – адресату\nэкз. № 2 – в дело"),
            "ru",
            "signed signed signed dateline distribution distribution distribution",
        ),
        ("Начальник відділу\nпідполковник                 І. Лугин", "uk", "signed signed signed"),
        (
            "Dios guarde a V. E. muchos años.\n\nVilla Puente, 4 de mayo de 1951.\n\nEL DIRECTOR,\n\nFdo.: Juan Reyes",
            "es",
            "salute dateline signed signed",
        ),
        (
            "(a) João Reis\nEmbaixador\n\nA Sua Excelência o Senhor\nAlberto Holm,\nMinistro das Pontes.",
            "pt",
            "signed signed address address address",
        ),
        ("GIÁM ĐỐC\n(Đã ký)\nTrần Văn Cầu\n\nNơi nhận:\n- Văn phòng\n- Lưu", "vi",
         "signed signed signed distribution distribution distribution"),
        ("위원장 김다리 (서명)\n서기 이강 (서명)", "ko", "signed signed"),
        ("桥　梁\n五月四日\n\n抄送：铁道局", "zh-Hans", "signed dateline distribution"),
        ("林\n五月四日", "zh-Hans", "signed dateline"),
        ("سليم الجسر\nرئيس المجلس", "ar", "signed signed"),
        ("ANR, fond Poduri, dosar nr. 12/1951, f. 2-5.", "ro", "source-note"),
        ("（了）", "ja", "trailer"),
    ],
)  # fmt: skip
def test_closings(below: str, language: str, expected: str) -> None:
    text = TEXTS[language]
    found = shown(pieces(f"{text}\n\n{text}\n\n{below}", language))
    assert [kind for kind, _ in found] == ["p", "p", *expected.split()]


@pytest.mark.parametrize(
    ("below", "language"),
    [
        ("(a) John Holm", "en"),  # an item, not `assinado`
        ("林\n此处有一座桥，桥下有河。", "zh-Hans"),  # no date below the sign
        ("Attachments:\n1. The plan of the bridge\n2. The letter of the keeper", "en"),
    ],
)
def test_what_ends_no_text(below: str, language: str) -> None:
    text = TEXTS[language]
    found = shown(pieces(f"{text}\n\n{text}\n\n{below}", language))
    assert {kind for kind, _ in found} <= {"p", "list"}


def test_papers_and_copies_below_a_postscript() -> None:
    text = f"Dear Mr. Holm,\n\n{EN}\n\nYours sincerely,\n\nA. Reyes\n\nP.S. The plan has been found.\n\nEnc. 1 plan\n\ncc: Mr. Luntz\n    Messrs. Ash & Son"
    tei = convert_bytes(text.encode(), "in.txt").tei
    assert tei.count(b'type="distribution"') == 2
    assert b'<seg type="reference">Enc. 1 plan</seg>' in tei


def test_a_sign_of_three_hashes_is_never_lost() -> None:
    result = convert_bytes(f"A note\n\n{EN}\n\n# # #\n\nCall the bridge office.\n".encode(), "in.txt")
    assert result.tei is not None
    assert b"# # #" in result.tei


def test_an_office_in_spaced_signs_is_no_person() -> None:
    def block(kind: str, text: str) -> Block:
        content: tuple[Inline, ...] = (Text(text),)
        return Block(kind, content, Span(1, 1))  # type: ignore[arg-type]

    blocks = (block("p", ZH), block("signed", "中　央"), block("signed", "林　桥"))
    letter = read_letter([Division("zh", "zh-Hans", "edition", blocks, Span(1, 1))], "zh-Hans", "telegram")
    assert [fact.value for fact in letter.senders] == ["林桥"]


def test_an_office_and_a_place_below_a_korean_letter_wrote_it_not() -> None:
    ko = TEXTS["ko"]
    text = f"친애하는 린드 동지\n\n{ko}\n\n경의를 표하면서\n\n중앙위원회 위원장\n박성호\n\n1964년 3월 10일\n평양\n"
    tei = convert_bytes(text.encode(), "in.txt").tei.decode()
    assert tei.count("<author ") == 1
    assert ">박성호</persName></author>" in tei


def test_the_office_over_a_signature_wrote_no_letter() -> None:
    es = TEXTS["es"]
    text = f"Excmo. Sr. Ministro de Puentes.\n\nExcmo. Señor:\n\n{es}\n\nDios guarde a V. E. muchos años.\n\nMadrid, 4 de mayo de 1951.\n\nEL DIRECTOR GENERAL,\n\nFdo.: Juan Reyes\n"
    tei = convert_bytes(text.encode(), "in.txt").tei.decode()
    assert tei.count("<author ") == 1
    assert ">Juan Reyes</persName></author>" in tei
    assert "<addrLine>Excmo. Sr. Ministro de Puentes.</addrLine>" in tei
