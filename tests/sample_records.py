"""Records of the Wilson layout for tests, invented, and hypothesis strategies that make odd ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE = "Letter from Ada Holm to Jon Reyes"
ADDRESS = "https://digitalarchive.wilsoncenter.org/document/920001"
TEXT = (
    "Dear Jon,\n\nThe boat came on Friday with the books and the two lamps. Nothing was broken.\n\nAda Holm"
)


def wilson(
    text: str = TEXT,
    *,
    date: str = "March 9, 1954",
    title: str = TITLE,
    address: str = ADDRESS,
    **labels: str,
) -> str:
    """A record: date, title, citation, then labels such as `Summary=...` (`_` is a blank), then the text."""
    end = f" <{address}>" if address else ""
    citation = f'"{TITLE}", March 9, 1954, Wilson Center Digital Archive, Holm Archive, Box 2.{end}'
    fields = {"Citation": citation, **{name.replace("_", " "): value for name, value in labels.items()}}
    parts = [date, title, *(f"{name}:\n\n{value}" for name, value in fields.items()), text]
    return "\n\n".join(part for part in parts if part) + "\n"


WEB_FIELDS = {
    "Author(s):": "Holm, Ada",
    "Associated People & Organizations": "Reyes, Jon\nLamp Makers' Association",
    "Associated Places": "Lonrad\nThe Skerries",
    "Associated Topics": "Lamps and Books",
    "Subjects Discussed": "Lamps--Trade--Lonrad\nBoats, 1950-1960",
    "Related Documents": "Letter from Jon Reyes to Ada Holm",
    "Document Information": "",
    "Source": "Holm Archive, Box 2. Translated by Tove Lind.",
    "Original Archive": "Holm Archive (HA)",
    "Rights": "The archive welcomes reuse.\nTo ask about this letter, write to desk@holm.example.",
    "Original Uploaded Date": "2021-04-09",
    "Type": "Letter",
    "Language": "Norwegian",
    "Record ID": "920002",
    "Original Classification": "Private",
    "Donors": "Lamp Fund",
}
SUMMARY = "Holm tells Reyes what the boat has brought and asks for more books."
CREDITS = "This document was made possible with support from Lamp Fund"


def web(
    text: str = TEXT.replace("\n\n", "\n"),
    header: tuple[str, str] = ("March 9, 1954", TITLE),
    *,
    summary: str = SUMMARY,
    navigation: str = "",
    changes: Mapping[str, str | None] | None = None,
) -> str:
    """A record in the site's order: header is date and title.

    `changes` are other values of `WEB_FIELDS`; None leaves a label out.
    """
    values = {**WEB_FIELDS, **(changes or {})}
    labelled = [part for name, value in values.items() if value is not None for part in (name, value)]
    parts = [navigation, *header, CREDITS, text, summary, *labelled]
    return "\n\n".join(part for part in parts if part) + "\n"


_PIECES = (
    """
The river knows no borders and we measure it every day|Считаем, что порядок стоит сохранить|强调保护水井问题
これは川の水位についての報告です|강은 경계를 모릅니다|الرسالة الأولى|שלום|ไทย|é|e\u0301|😀|ﷺ|𝟏|½|²
^{1}|^{〔1〕}|^{st}|^{}|^{^{b}}|^{|}|{|〔1〕|〔２〕|[1]|[１]|[12]|[1962]|[we]|[sic]|[a [b] c]|[[x]]|[|]|⑴|①|(1)|（1）
- |• |– |* |-|---|* * *|1.|(a)|Notes|注 释|注释|Примечания|각주|M e m o r a n d u m|TOP SECRET|Copy No. 2 of 5
No. 123|No. 5, October 1, 1950|To: X|From: Y|Dear Comrade,|同志：|Уважаемый товарищ!|ペル様|Yours sincerely,
[signed] A. B.|(signature)|周恩|宋砚秋|End|Source: x|根据抄件刊印。|October 1, 1950|十月一日夜|（一九五〇年十月一日）
3 августа 1951 г.|1951년 10월 20일|昭和二十五年十月一日|from 1 October to 3 October 1950|31 February 1950
Citation:|Summary:|Summary: x|Contents:|Credits:|Original Language:|Original Language: Chinese|Record ID:
Record ID: 77|Record ID: X-7|Foo:|Chinese|Original Scan|Translation - English|<b>|&amp;|]]>|<!--|“q”|«к»|\u200b|\u2028
\u3000|\u00a0|\t|\u0085|\ufeff|\u202e|\\|https://example.org/a?b=c&d|AVPRF, f. 1, op. 2, d. 3, ll. 4-5
""".strip()
    .replace("\n", "|")
    .split("|")
)

_LETTERS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
_PIECE = st.sampled_from(_PIECES) | _LETTERS

LINES = st.builds(
    lambda indent, pieces, space: indent + space.join(pieces),
    st.sampled_from(["", "", " ", "      "]),
    st.lists(_PIECE, max_size=6),
    st.sampled_from(["", " ", "    ", "\u3000"]),
)
"""One line of odd text: several scripts, marks, brackets, bullets, labels, white space."""

_TEXTS = st.lists(LINES, max_size=14).map("\n".join) | st.lists(LINES, max_size=10).map("\n\n".join)
_FIELDS = st.dictionaries(
    st.sampled_from(["Summary", "Credits", "Original_Language", "Contents", "Record_ID"]), LINES, max_size=4
)

RECORDS = _TEXTS | st.builds(
    lambda text, date, title, address, fields: wilson(
        text, date=date, title=title, address=address, **fields
    ),
    _TEXTS,
    st.sampled_from(["March 9, 1954", "n.d.", "", "sometime"]) | LINES,
    st.sampled_from([TITLE, "Telegram from X to Y^{1}", ""]) | LINES,
    st.sampled_from([ADDRESS, ""]),
    _FIELDS,
)
"""A whole record: with the header of the layout, its fields odd or missing, or without one."""
