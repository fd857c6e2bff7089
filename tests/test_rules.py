"""The rules beyond grammar: for each what it reports, and the near misses that it must leave alone."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest

from tei import safe_xml
from tei.check import OPTIONAL, check_rules, check_tree, chosen_checks, rule_codes
from tei.check.collection import identity_of
from tei.check.collection_index import CollectionIndex
from tei.check.index import Index
from tei.check.periods import period
from tei.check.registry import RULES
from tei.findings import Finding, Severity, TeiError
from tei.output import output_name
from tei.validation import Request, validate_files

SHARED = Path(__file__).parent.parent.parent / "shared"

PARTS = {
    "root": 'xml:id="ferry" xml:lang="en"',
    "header": 'xml:lang="en"',
    "titles": '<title type="main">A ferry is late</title>',
    "resp": '<respStmt xml:id="r"><resp>encoding</resp><name xml:id="n">Ada Venn</name></respStmt>',
    "publication": "<authority>not published</authority><idno>ferry</idno>"
    '<availability status="unknown"><p>Not stated.</p></availability>',
    "source": '<bibl xml:id="b">A sheet of paper</bibl>',
    "encoding": '<classDecl><taxonomy xml:id="kinds"><category xml:id="kinds.letter"><catDesc>letter</catDesc>'
    "</category></taxonomy></classDecl>",
    "creation": "",
    "languages": '<language ident="en">English</language>',
    "profile": "",
    "revisions": "",
    "stand_off": "",
    "body": '<div type="edition" xml:id="en" xml:lang="en"><head>A ferry</head><p xml:id="p1">The ferry is late.</p></div>',
}
TEMPLATE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" {root}><teiHeader {header}><fileDesc>
<titleStmt>{titles}{resp}</titleStmt><publicationStmt>{publication}</publicationStmt>
<sourceDesc>{source}</sourceDesc></fileDesc><encodingDesc>{encoding}</encodingDesc>
<profileDesc><creation>{creation}</creation><langUsage>{languages}</langUsage>{profile}</profileDesc>{revisions}
</teiHeader>{stand_off}<text><body>{body}</body></text></TEI>"""
GROUNDS = '<classDecl><taxonomy xml:id="dating"><category xml:id="dating.stated"/></taxonomy></classDecl>'
ENTRIES = (
    '<standOff><person xml:id="p-venn"><persName>Venn</persName></person>'
    '<org xml:id="o-port"><orgName>Port</orgName></org><place xml:id="pl-aby"><placeName>Aby</placeName></place>'
    "</standOff>"
)


def found(code: str, parts: dict[str, str], today: date | None = None) -> list[Finding]:
    """What one rule says of the template with some parts changed.

    `p` is the text of its paragraph, `path` the name of its file.
    """
    changed = PARTS | parts
    if "p" in parts:
        changed["body"] = (
            '<div type="edition" xml:id="en" xml:lang="en"><head>A ferry</head>'
            f'<p xml:id="p1">{parts["p"]}</p></div>'
        )
    tree = safe_xml.parse_xml(TEMPLATE.format(**changed).encode())
    return check_rules(tree, parts.get("path", "-"), {code}, today)


def div(attributes: str, text: str = "The ferry is late.") -> str:
    return f"<div {attributes}><p>{text}</p></div>"


def ended(closing: str, opening: str = "") -> str:
    return f'<div type="edition">{opening}<p>The ferry is late.</p>{closing}</div>'


def headed(text: str) -> str:
    return f'<div type="edition" xml:id="en"><div type="document"><head>A ferry</head>{text}</div></div>'


def dated(attributes: str, text: str) -> dict[str, str]:
    return {"p": f"On <date {attributes}>{text}</date>.", "encoding": GROUNDS}


def noted(mark: str, note: str) -> str:
    return (
        f'A lamp<ref type="noteAnchor" xml:id="a1" {mark}>[1]</ref>.<note xml:id="n1" {note}>Of brass.</note>'
    )


BOTH = {
    "languages": '<language ident="en"/><language ident="ru"/><language ident="zh"/><language ident="zh-Hans"/>'
}


def aligned(first: str, second: str, links: str = "") -> dict[str, str]:
    """A ferry's two texts, and the links between them."""
    group = f'<standOff><linkGrp type="translation" domains="#en #ru">{links}</linkGrp></standOff>'
    original = f'<div type="edition" xml:id="en" xml:lang="en" corresp="#ru">{first}</div>'
    translation = f'<div type="translation" xml:id="ru" xml:lang="ru" corresp="#en">{second}</div>'
    return {**BOTH, "body": original + translation, "stand_off": group if links else ""}


SENTENCES = (
    '<p><s xml:id="en1">Late.</s> <s xml:id="en2">Gone.</s></p>',
    '<p><s xml:id="ru1">Поздно.</s> <s xml:id="ru2">Ушла.</s></p>',
)
SIMPLIFIED, TRADITIONAL = "这条渡轮来晚了，请转告码头办事处", "這條渡輪來晚了，請轉告碼頭辦事處"

# (code, what the finding says, the parts that are changed)
BAD: list[tuple[str, str, dict[str, str]]] = [
    ("T001", "no xml:id", {"root": ""}),
    ("T001", "late.xml", {"path": "a/late.xml"}),
    ("T003", "no title has the type main", {"titles": '<title type="sub">x</title>'}),
    ("T003", "2 titles", {"titles": PARTS["titles"] * 2}),
    ("T003", "empty", {"titles": '<title type="main"> <!-- here --> </title>'}),
    (
        "T003",
        "exchanged",
        {
            "titles": '<title type="main" xml:lang="sv">Sen</title><title type="original" xml:lang="en">Late</title>'
        },
    ),
    ("T004", "sub in en", {"titles": PARTS["titles"] + '<title type="sub">x</title>' * 2}),
    ("T005", "no publisher or authority, no idno, no availability", {"publication": "<date when='1951'/>"}),
    ("T005", "no date", {"publication": PARTS["publication"].replace("authority", "publisher")}),
    ("T006", "no @target", {"source": "<bibl><availability><licence>Free</licence></availability>x</bibl>"}),
    ("T006", "by/4.0", {"publication": '<availability><licence target="by/4.0">x</licence></availability>'}),
    ("T007", "names nobody", {"resp": "<respStmt><resp>editing</resp><name/></respStmt>"}),
    ("T007", "what was done", {"resp": "<respStmt><resp> </resp><name>Ada Venn</name></respStmt>"}),
    (
        "T008",
        "empty",
        {"source": "<biblStruct><monogr><title/><imprint><date/></imprint></monogr></biblStruct>"},
    ),
    ("T009", '"97" to "12"', {"source": '<bibl><biblScope from="97" to="12">97-12</biblScope></bibl>'}),
    ("T009", '"12v" to "3"', {"source": '<bibl><citedRange from="12v" to="3">x</citedRange></bibl>'}),
    (
        "T010",
        "7 p",
        {"encoding": '<tagsDecl><namespace><tagUsage gi="p" occurs="7"/></namespace></tagsDecl>'},
    ),
    ("T011", "[publisher …]", {"publication": "<publisher>[publisher …]</publisher>"}),
    ("T011", "{{title}}", {"titles": "<title>{{title}}</title>"}),
    ("T011", "TODO", {"encoding": "<projectDesc><p>TODO: say why</p></projectDesc>"}),
    (
        "T012",
        "2021-04-02",
        {"revisions": '<revisionDesc><change when="2020-03"/><change when="2021-04-02"/></revisionDesc>'},
    ),
    ("T013", "'sv'", {"p": '<foreign xml:lang="sv">ja</foreign>'}),
    ("T013", "'sv'", {"source": '<textLang mainLang="sv"/>'}),
    ("T013", "'zh'", {"source": '<textLang mainLang="en" otherLangs="zh"/>'}),
    ("T014", "'sv'", {"languages": '<language ident="en"/><language ident="sv"/>'}),
    ("T015", "shortest form is zh", {"p": '<foreign xml:lang="chi">好</foreign>'}),
    ("T015", "shortest form is en", {"p": '<foreign xml:lang="en-Latn">ja</foreign>'}),
    ("T015", "no tag", {"languages": '<language ident="gr">Greek</language>'}),
    ("T015", "no tag", {"languages": '<language ident="en_GB">English</language>'}),
    ("T015", "zh-Hans", {"body": div('xml:lang="zh"', SIMPLIFIED), **BOTH}),
    ("T015", "zh-Hant", {"body": div('xml:lang="zh"', TRADITIONAL), **BOTH}),
    ("T016", "letters are Latin", {"body": div('xml:lang="ru"', "The ferry is late this evening."), **BOTH}),
    ("T016", "letters are Han", {"body": div('xml:lang="en"', SIMPLIFIED), **BOTH}),
    ("T016", "those of zh-Hant", {"body": div('xml:lang="zh-Hans"', TRADITIONAL), **BOTH}),
    ("T017", "empty", {"p": '<foreign xml:lang="">ja</foreign>'}),
    ("T018", "no xml:lang", {"body": div('type="edition"')}),
    (
        "T018",
        "both in en",
        {"body": PARTS["body"] + div('type="translation" xml:lang="en" corresp="#en"')},
    ),
    (
        "T018",
        "both in en",  # of two originals without ids the first is not forgotten
        {"body": "".join(div(f'xml:lang="{tag}" type="{kind}"') for tag, kind in
                         [("en", "edition"), ("de", "edition"), ("en", "translation")])},
    ),
    ("T019", "#p9", {"p": '<ref target="#p1 #p9"/>'}),
    ("T020", '"p1"', {"p": '<ref target="p1">x</ref>'}),
    ("T020", '"venn"', {"p": '<persName ref="venn">x</persName>'}),
    ("T021", "declares port", {"p": '<rs ref="port:4">x</rs>'}),
    ("T022", "#o-port", {"p": '<persName ref="#o-port">x</persName>', "stand_off": ENTRIES}),
    ("T022", "#p-venn", {"p": '<placeName ref="#p-venn">x</placeName>', "stand_off": ENTRIES}),
    ("T023", "#p1", {"p": '<supplied resp="#p1">x</supplied>'}),
    ("T024", "#p1", {"p": '<seg ana="#p1">x</seg>'}),
    ("T024", "#kinds", {"profile": '<textClass><catRef target="#kinds"/></textClass>'}),
    (
        "T024",
        "does not belong to #other",
        {
            "profile": '<textClass><catRef scheme="#other" target="#kinds.letter"/></textClass>',
            "encoding": PARTS["encoding"]
            + '<classDecl><taxonomy xml:id="other"><bibl>x</bibl></taxonomy></classDecl>',
        },
    ),
    ("T025", "#p1", {"p": '<hi rendition="#p1">x</hi>'}),
    (
        "T026",
        "p-venn",
        {"stand_off": ENTRIES.replace("<org ", '<org ana="#pl-aby" '), "p": '<rs ref="#o-port"/>'},
    ),
    ("T027", "that day", {"p": '<date when="1951">1951</date>, <date>that day</date>'}),
    ("T028", "1951-02-30", dated('when="1951-02-30"', "30 February 1951")),
    ("T028", "- 1951", dated('when="- 1951"', "1951")),
    ("T028", "later than", dated('notBefore="1952" notAfter="1951-12-31"', "about then")),
    ("T028", "no @to", dated('from="1951"', "since 1951")),
    ("T029", "4 March 1951", dated('when="1951-03-05"', "4 March 1951")),
    ("T029", "1–2 August 1951", dated('when="1951-08-01"', "1–2 August 1951")),
    ("T029", "4 March", dated('when="1951-05-04"', "4 March")),
    (
        "T029",
        "28th ult",
        dated('xml:lang="en" when="1951-03-28"', "28th ult")
        | {"creation": '<date when="1951-03-04">4 March 1951</date>'},
    ),
    ("T029", "一九五一年三月四日", dated('xml:lang="zh" when="1951-03-05"', "一九五一年三月四日")),
    ("T030", "@from", dated('from="1951-03-04" to="1951-03-06"', "4-6 March 1951")),
    ("T030", "low certainty", dated('when="1951-03-04" cert="low"', "4 March 1951")),
    (
        "T031",
        "date of sending",
        {
            "creation": '<date when="1951-03-04">4 March 1951</date>',
            "profile": '<correspDesc><correspAction type="sent"><date when="1951-04-03"/></correspAction></correspDesc>',
        },
    ),
    (
        "T031",
        "dateline",
        {
            "creation": '<date when="1951-03-04">4 March 1951</date>',
            "p": '<dateline><date when="1951-03-14" ana="#dating.stated">14 March 1951</date></dateline>',
        },
    ),
    ("T032", "word", dated('when="1951" calendar="Julian"', "1951")),
    ("T032", "#p1", dated('when="1951" calendar="#p1"', "1951")),
    ("T033", "no time zone", dated('when="1951-03-04Z"', "4 March 1951")),
    ("T033", "no time zone", {"p": '<time when="16:30:00-05:00">4:30 p.m.</time>'}),
    ("T033", "no time of day", dated('when="1951-03-04T00:00:00"', "4 March 1951")),
    ("T034", "points at no note", {"p": 'A lamp<ref type="noteAnchor" n="1">[1]</ref>.'}),
    ("T034", "point back", {"p": noted('target="#n1" n="1"', 'n="1"')}),
    ("T034", "number '1', its note is number '2'", {"p": noted('target="#n1" n="1"', 'n="2" target="#a1"')}),
    ("T034", "no mark points", {"p": '<note n="1" anchored="false">Of brass.</note>'}),
    ("T034", "printed label", {"p": '<note n="1" target="#p1"><label>〔2〕</label>Of brass.</note>'}),
    ("T035", "in a note", {"p": "<note>Of brass<note>or tin</note>.</note>"}),
    ("T036", "that of its division en", {"p": '<note n="1" xml:id="zh-n1">Of brass.</note>'}),
    ("T037", "[1]", {"p": 'A lamp\n<ref type="noteAnchor" ana="#b">[1]</ref>.'}),
    ("T037", "between CJK", {"p": "这盏灯\n\t丢失了。"}),
    ("T038", "stands in no opener", {"p": "<salute>Dear Ada,</salute> the ferry is late."}),
    ("T038", "stands in no closer", {"body": div('type="edition"').replace("<p>", "<opener><signed>Ada Venn</signed></opener><p>")}),
    ("T038", "a closer already", {"body": ended("<closer><signed>Ada Venn</signed></closer>" * 2)}),
    ("T038", "no signed", {"body": ended("<closer><seg>The ferry came.</seg></closer>")}),
    ("T039", "element p is empty", {"body": headed("<p>Late.</p><p> <lb/></p>")}),
    ("T039", "element head is empty", {"body": div('type="section"').replace("<p>", "<head/><p>")}),
    ("T039", "element seg is empty", {"p": "Late.<seg/>"}),
    ("T039", "element persName is empty", {"p": "By <persName ref='#p1'> </persName>."}),
    ("T039", "no head", {"body": div('type="edition"')}),
    ("T039", "no head", {"body": '<div type="translation">' + div('type="document"') + "</div>"}),
    ("T040", "does not point back", aligned('<p xml:id="en-p1" corresp="#ru-p1">x</p>', '<p xml:id="ru-p1">x</p>')),
    (
        "T040",
        "2 paragraphs answer to 1",
        aligned(
            '<p xml:id="en-p1" corresp="#ru-p1">x</p><p xml:id="en-p2">x</p>',
            '<p xml:id="ru-p1" corresp="#en-p1">x</p>',
        ),
    ),
    ("T041", "3 pointers", aligned(*SENTENCES, '<link target="#en1 #ru1 #ru2"/>')),
    ("T041", "first domain", aligned(*SENTENCES, '<link target="#ru1 #en1"/>')),
    ("T043", "raised print", {"p": "On the 4^{th} of March."}),
    ("T043", "a | stands", {"p": "The ferry | is late."}),
    ("T043", "an @ stands", {"p": "The ferry@ is late."}),
    ("T043", "among digits", {"p": "In l945 the ferry was late."}),
    ("T043", "among digits", {"p": "In 19O5 the ferry was late."}),
    ("T043", "mixed", {"p": 'The "ferry” is late.'}),
    ("T043", "none has opened", {"p": "The ferry” is late."}),
    ("T044", "brackets stand", {"p": "The <supplied>[late]</supplied> ferry."}),
    ("T045", "no readings", {"p": "<choice/>"}),
    ("T045", "1 reading", {"p": "<choice><sic>lat</sic></choice>"}),
    ("T045", "abbr and no expan", {"p": "<choice><abbr>lt</abbr><seg>late</seg></choice>"}),
    ("T041", "crosses", aligned(*SENTENCES, '<link target="#en1 #ru2"/><link target="#en2 #ru1"/>')),
]  # fmt: skip

GOOD: list[tuple[str, str, dict[str, str]]] = [
    ("T001", "name of the file", {"path": "a/ferry.xml"}),
    ("T001", "another usual ending", {"path": "ferry.tei.xml"}),
    ("T001", "a record's file, not the TEI's", {"path": "late.txt"}),
    ("T001", "an id that cannot be a file name", {"root": 'xml:id="con"', "path": output_name("con", ".xml")}),
    ("T003", "untyped titles", {"titles": "<title>A</title><title>B</title>"}),
    ("T003", "types of another project", {"titles": '<title type="complete">A</title><title type="short">B</title>'}),
    ("T003", "one title, in its own language", {"titles": '<title type="main" xml:lang="sv">Färjan är sen</title>'}),
    (
        "T003",
        "a main title for each language",
        {"titles": PARTS["titles"] + '<title type="main" xml:lang="sv">Färjan är sen</title>'},
    ),
    ("T003", "no title in a gap of the text", {"p": "<title/>"}),
    (
        "T004",
        "one for each language",
        {"titles": '<title type="sub">x</title><title type="sub" xml:lang="sv">y</title>'},
    ),
    ("T005", "prose", {"publication": "<p>Unpublished.</p>"}),
    ("T005", "nobody published it, so no date", {}),
    ("T006", "unknown", {"publication": '<availability status="unknown"><licence>x</licence></availability>'}),
    ("T006", "two addresses", {"publication": '<licence target="https://a.example/1 https://a.example/2">x</licence>'}),
    ("T006", "no licence at all", {"publication": '<availability status="free"><p>x</p></availability>'}),
    ("T007", "a name that is a pointer", {"resp": '<respStmt><resp>x</resp><name ref="#n"/></respStmt>'}),
    ("T007", "an editor by name", {"titles": "<editor><persName>Ada Venn</persName></editor>"}),
    ("T008", "a pointer is enough", {"source": '<bibl><ptr target="https://a.example/"/></bibl>'}),
    ("T009", "one page", {"source": '<bibl><biblScope from="12" to="12">12</biblScope></bibl>'}),
    ("T009", "two sides of a leaf", {"source": '<bibl><biblScope from="12r" to="12v">x</biblScope></bibl>'}),
    ("T009", "two ways of numbering", {"source": '<bibl><biblScope from="xii" to="3">x</biblScope></bibl>'}),
    ("T010", "right", {"encoding": '<tagsDecl><namespace><tagUsage gi="p" occurs="1"/></namespace></tagsDecl>'}),
    ("T010", "characters", {"publication": '<extent><measure unit="characters" quantity="21"/></extent>'}),
    ("T011", "an archivist's brackets", {"titles": "<title>[Letter to the port office]</title>"}),
    ("T011", "the text itself", {"p": "TODO: [title]"}),
    ("T011", "all, in Spanish", {"encoding": "<projectDesc><p>Todo el texto</p></projectDesc>"}),
    (
        "T012",
        "newest first, one of a whole year",
        {"revisions": '<revisionDesc><change when="2021"/><change when="2021-04-02"/><change/></revisionDesc>'},
    ),
    ("T013", "no langUsage", {"languages": '</langUsage><langUsage xml:lang="en"><language ident="en"/>'}),
    ("T013", "the text says it narrower", {"source": '<textLang mainLang="zh"/>', "p": '<foreign xml:lang="zh-Hans">书</foreign>', "languages": '<language ident="en"/><language ident="zh-Hans"/>'}),
    ("T015", "a language of its own", {"source": '<textLang mainLang="sh"/>', "languages": '<language ident="en"/><language ident="sh"/>'}),
    ("T014", "stated for the original", {"source": '<textLang mainLang="sv"/>', "languages": '<language ident="sv"/>'}),
    ("T014", "used with a subtag", {"p": '<foreign xml:lang="sv-FI">ja</foreign>', "languages": '<language ident="sv"/>'}),
    (
        "T014",
        "a file that tags nothing",
        {"root": "", "header": "", "body": "<p>x</p>", "languages": '<language ident="de"/>'},
    ),
    ("T015", "script, variant, private use", {"p": '<seg xml:lang="zh-Latn-pinyin"/><seg xml:lang="x-code"/>'}),
    ("T015", "Serbian keeps its script", {"p": '<seg xml:lang="sr-Cyrl"/><seg xml:lang="sr-Latn"/>'}),
    ("T015", "signs that do not tell", {"body": div('xml:lang="zh"', "一九五一年三月四日上午"), **BOTH}),
    ("T015", "the region tells", {"body": div('xml:lang="zh-TW"', TRADITIONAL), **BOTH}),
    ("T016", "a few foreign words", {"body": div('xml:lang="ru"', "Паром «Ferry Queen» опоздал сегодня"), **BOTH}),
    ("T016", "too short to tell", {"body": div('xml:lang="ru"', "USSR 1951"), **BOTH}),
    ("T016", "romanized", {"body": div('xml:lang="zh-Latn"', "Duchuan jintian lai wan le"), **BOTH}),
    ("T016", "a script of several", {"body": div('xml:lang="sr"', "Trajekt danas veoma kasni, javite"), **BOTH}),
    ("T016", "unknown language", {"body": div('xml:lang="und"', SIMPLIFIED), **BOTH}),
    ("T016", "names of files", {"body": div('xml:lang="ru"', "<idno>the-ferry-is-late-this-evening.txt</idno>"), **BOTH}),
    (
        "T016",
        "a passage tagged by itself",
        {"body": div('xml:lang="ru"', '<q xml:lang="en">The ferry is late this evening.</q>'), **BOTH},
    ),
    ("T017", "absent", {}),
    ("T018", "another kind of division", {"body": div('type="document"')}),
    ("T018", "a part of an edition", {"body": '<div type="edition" xml:lang="en"><div type="edition"><p>x</p></div></div>'}),
    ("T018", "two scripts", {"body": PARTS["body"] + div('type="translation" xml:lang="en-Shaw"')}),
    ("T019", "another file", {"p": '<ref target="late.xml#p9">x</ref>'}),
    ("T019", "a colour", {"p": '<hi rend="#p9">x</hi>'}),
    ("T020", "a file", {"p": '<ref target="late.xml">x</ref><ref target="../a/late">x</ref>'}),
    ("T020", "an address", {"p": '<ref target="https://a.example/venn">x</ref>'}),
    ("T020", "the image of a page", {"p": '<pb facs="0001"/>'}),
    ("T020", "a style language", {"encoding": '<tagsDecl><rendition scheme="css">color: red</rendition></tagsDecl>'}),
    ("T021", "schemes", {"p": '<ref target="mailto:a@a.example doi:10.1/x urn:x:y HTTPS://a.example">x</ref>'}),
    (
        "T021",
        "declared",
        {
            "p": '<rs ref="port:4">x</rs>',
            "encoding": '<listPrefixDef><prefixDef ident="port" matchPattern="(.+)" replacementPattern="x"/></listPrefixDef>',
        },
    ),
    ("T022", "the right kinds", {"p": '<orgName ref="#o-port">x</orgName>', "stand_off": ENTRIES}),
    ("T022", "something said in general", {"p": '<rs ref="#o-port">x</rs>', "stand_off": ENTRIES}),
    ("T023", "a statement, and a name in it", {"p": '<supplied resp="#r #n">x</supplied>'}),
    ("T023", "a person", {"p": '<sp who="#p-venn"/>', "stand_off": ENTRIES}),
    ("T024", "its scheme", {"profile": '<textClass><catRef scheme="#kinds" target="#kinds.letter"/></textClass>'}),
    (
        "T024",
        "a scheme elsewhere",
        {"profile": '<textClass><catRef scheme="https://a.example/" target="#kinds.letter"/></textClass>'},
    ),
    ("T024", "an interpretation", {"p": '<interp xml:id="i">x</interp><seg ana="#i">x</seg>'}),
    (
        "T025",
        "declared",
        {
            "p": '<hi rendition="#up">x</hi>',
            "encoding": '<tagsDecl><rendition xml:id="up" scheme="css">top: 1px</rendition></tagsDecl>',
        },
    ),
    ("T026", "all used", {"stand_off": ENTRIES, "p": '<rs ref="#o-port #p-venn #pl-aby">x</rs>'}),
    ("T027", "a reason", {"p": '<date when="1951">1951</date>, <date ana="#kinds.letter">that day</date>'}),
    ("T027", "a project that gives no values", {"p": "<date>that day</date>"}),
    ("T027", "ISO", {"p": '<date when="1951">1951</date>, <date when-iso="1951-W05">week 5</date>'}),
    ("T028", "a leap day, a month, a day of no year", {"p": '<date when="1952-02-29"/><date when="--02-29"/>'}),
    ("T028", "pages", {"source": '<bibl><biblScope from="1951-13" to="3">x</biblScope></bibl>'}),
    ("T028", "a day in the year before it", dated('from="1951-03-04" to="1951"', "from then on in 1951")),
    ("T028", "an open bound", dated('notAfter="1951"', "not later than 1951")),
    ("T028", "before our era", dated('when="-0043-03-15"', "15 March 44 BC")),
    (
        "T029",
        "a day told from that of the document",
        dated('xml:lang="en" when="1951-02-28" ana="#dating.context"', "28th ult")
        | {"creation": '<date when="1951-03-04">4 March 1951</date>'},
    ),
    ("T029", "a day told from one that is not known", dated('xml:lang="en" when="1951-02-28"', "28th ult")),
    ("T029", "a year supplied", dated('when="1951-03-04" ana="#dating.context"', "4 March")),
    ("T029", "words less exact", dated('when="1951-03-04"', "March 1951")),
    ("T029", "a value less exact", dated('when="1951"', "4 March 1951")),
    ("T029", "a range", dated('from="1951-08-01" to="1951-08-02"', "1–2 August 1951")),
    ("T029", "words that name no date", dated('when="1951-03-04"', "yesterday")),
    ("T029", "two honest readings", dated('when="1951-03-10"', "10/03/1951")),
    ("T029", "another calendar", dated('when="1917-11-07" calendar="#julian"', "25 October 1917")),
    ("T029", "another language", dated('xml:lang="fr" when="1951-03-04"', "4 mars 1951")),
    ("T030", "a ground", dated('from="1951-03-04" to="1951-03-06" ana="#dating.stated"', "4-6 March 1951")),
    ("T030", "a project without grounds", {"p": '<date from="1951" to="1952">1951-2</date>'}),
    ("T030", "a day as printed", dated('when="1951-03-04"', "4 March 1951")),
    (
        "T031",
        "a month and its day",
        {
            "creation": '<date when="1951-03">March 1951</date>',
            "p": '<dateline><date when="1951-03-14">14 March 1951</date></dateline>',
        },
    ),
    (
        "T031",
        "an annex has its own date",
        {
            "creation": '<date when="1951-03-04">4 March 1951</date>',
            "body": div('type="annex"', '<dateline><date when="1950-01-01">1 January 1950</date></dateline>'),
        },
    ),
    (
        "T031",
        "explained",
        {
            "creation": '<date when="1951-03-04" ana="#kinds.letter">4 March 1951</date>',
            "p": '<dateline><date when="1951-03-14">14 March 1951</date></dateline>',
        },
    ),
    (
        "T031",
        "one of two datelines",
        {
            "creation": '<date when="1951-03-04">4 March 1951</date>',
            "p": '<dateline><date when="1951-03-14"/></dateline><dateline><date when="1951-03-04"/></dateline>',
        },
    ),
    (
        "T032",
        "declared",
        {
            **dated('when="1951" calendar="#julian"', "1951"),
            "profile": '<calendarDesc><calendar xml:id="julian"><p>x</p></calendar></calendarDesc>',
        },
    ),
    ("T033", "a printed zone", {"p": '<time when="16:30:00Z">1630 GMT</time>'}),
    ("T033", "a printed time", dated('when="1951-03-04T16:30:00"', "4 March 1951, 4:30 p.m.")),
    ("T033", "a machine's own date", {"revisions": '<revisionDesc><change when="2021-04-02T10:00:00Z"/></revisionDesc>'}),
    ("T034", "a pair", {"p": noted('target="#n1" n="1"', 'n="1" target="#a1"')}),
    ("T034", "a mark whose note is missing", {"p": 'A lamp<ref type="noteAnchor" n="1" ana="#b">[1]</ref>.'}),
    ("T034", "a label of letters", {"p": '<note n="1" target="#p1"><label>[Footnote:]</label>Of brass.</note>'}),
    ("T035", "two notes side by side", {"p": "<note>Of brass</note><note>or tin.</note>"}),
    ("T036", "an id of the division", {"p": '<note n="1" xml:id="en-n1">Of brass.</note>'}),
    ("T037", "a printed blank", {"p": 'A lamp <ref type="noteAnchor" ana="#b">[1]</ref>. 灯 油'}),
    ("T038", "opening and closing", {"body": ended("<closer><salute>Yours,</salute><signed>Ada</signed></closer>", "<opener><salute>Dear Ada,</salute></opener>")}),
    ("T038", "a copy without signature", {"body": ended("<closer><salute>Yours,</salute></closer>")}),
    ("T038", "an address below", {"body": ended("<closer><address><addrLine>To Ada Venn</addrLine></address></closer>")}),
    ("T038", "lines of the office", {"body": ended('<closer><seg type="copy">Copy to: the port</seg></closer>')}),
    ("T038", "an annex with its own closing", {"body": ended("<div><p>Late.</p><closer><signed>Ada</signed></closer></div><closer><signed>Ben</signed></closer>")}),
    ("T038", "a postscript with its own closing", {"body": ended("<closer><signed>Ada</signed></closer><postscript><p>Late.</p><closer><signed>A.</signed></closer></postscript>")}),
    ("T039", "words that are missing", {"body": headed('<p><gap reason="illegible"/></p>')}),
    ("T039", "a heading", {"body": headed("<p>Late.</p>")}),
    ("T039", "a translation of a text with a heading", {"body": headed("<p>Late.</p>") + '<div type="translation" corresp="#en">' + div('type="document"') + "</div>"}),
    ("T039", "a letter", {"body": ended("", "<opener><salute>Dear Ada,</salute></opener>")}),
    ("T039", "a scan", {"body": '<div type="edition"><p><gap reason="notTranscribed"><desc>No text.</desc></gap></p></div>'}),
    ("T039", "notes below", {"body": headed("<p>Late.</p>") + div('type="notes"')}),
    ("T039", "a name of the header", {"profile": '<correspDesc><correspAction type="sent"><persName ref="#p1"/></correspAction></correspDesc>'}),
    (
        "T040",
        "a paragraph that says it has none",
        aligned(
            '<p xml:id="en-p1" corresp="#ru-p1">x</p><p xml:id="en-p2" ana="#kinds.letter">x</p>',
            '<p xml:id="ru-p1" corresp="#en-p1">x</p>',
        ),
    ),
    ("T040", "texts that are not aligned", aligned("<p>x</p><p>x</p>", "<p>x</p>")),
    ("T040", "a statement that corresponds to the text", {"p": '<name corresp="#p1">x</name>'}),
    ("T041", "in order", aligned(*SENTENCES, '<link target="#en1 #ru1"/><link target="#en2 #ru2"/>')),
    ("T043", "an address and a price", {"p": "Write to ada@ferry.example, 12 @ 4s., page l."}),
    ("T043", "a quotation that goes on", {"p": "He said: “The ferry is late."}),
    ("T043", "quotation marks of another language", {"header": 'xml:lang="de"', "body": '<div type="edition" xml:id="de" xml:lang="de"><p>Er sagt „spät”.</p></div>'}),
    ("T043", "a header", {"titles": '<title type="main">A | ferry l945</title>'}),
    ("T043", "sums in pounds", {"p": "It cost 5l. 3s. and 20 l of oil."}),
    ("T044", "words without brackets", {"p": "The <supplied>late [sic]</supplied> ferry <supplied>[a]b</supplied>."}),
    ("T045", "two readings", {"p": "<choice><sic>lat</sic><corr>late</corr></choice><choice><unclear>a</unclear><unclear>o</unclear></choice>"}),
    ("T045", "an error and its regular form", {"p": "<choice><sic>lat</sic><corr>late</corr><reg>late</reg><orig>lat</orig></choice>"}),
    ("T041", "links of something else", {"stand_off": '<standOff><linkGrp><link target="#p1 #en #r"/></linkGrp></standOff>'}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "says", "parts"), BAD, ids=[f"{code}-{says}" for code, says, _ in BAD])
def test_reported(code: str, says: str, parts: dict[str, str]) -> None:
    findings = found(code, parts)
    assert [one.code for one in findings] == [code]
    assert says in findings[0].message
    assert findings[0].hint
    assert findings[0].where.line


@pytest.mark.parametrize(("code", "why", "parts"), GOOD, ids=[f"{code}-{why}" for code, why, _ in GOOD])
def test_left_alone(code: str, why: str, parts: dict[str, str]) -> None:
    assert [one.message for one in found(code, parts)] == [], why


def test_each_rule_has_both_kinds_of_example() -> None:
    for code in RULES:
        assert any(code == one for one, _, _ in BAD), code
        assert any(code == one for one, _, _ in GOOD), code


def test_registry_and_table_of_codes_agree() -> None:
    assert RULES.keys() | {"T002", "T042"} == rule_codes()  # over files, and with the record


def test_the_template_breaks_no_rule() -> None:
    assert check_rules(safe_xml.parse_xml(TEMPLATE.format(**PARTS).encode()), "-", rule_codes()) == []


def test_a_change_of_the_future_is_told_where_the_day_is_known() -> None:
    parts = {"revisions": '<revisionDesc><change when="2021-04-02"/></revisionDesc>'}
    assert found("T012", parts) == []
    assert found("T012", parts, today=date(2021, 4, 2)) == []
    assert "to come" in found("T012", parts, today=date(2021, 4, 1))[0].message


def test_missing_date_of_publication_or_idno_is_a_warning_and_a_missing_publisher_an_error() -> None:
    publication = PARTS["publication"].replace("authority", "publisher").replace("<idno>ferry</idno>", "")
    assert [one.severity for one in found("T005", {"publication": publication})] == [Severity.WARNING] * 2
    assert [one.severity for one in found("T005", {"publication": "<idno>7</idno>"})] == [Severity.ERROR]


def test_a_weak_closing_is_a_warning_and_a_missing_heading_is_only_told() -> None:
    weak = found("T038", {"body": ended("<closer><seg>The ferry came.</seg></closer>")})
    assert [one.severity for one in weak] == [Severity.WARNING]
    assert [one.severity for one in found("T039", {"body": div('type="edition"')})] == [Severity.INFO]


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("T020", '<ref target="venn">x</ref>'),
        ("T019", '<ref target="#x7">x</ref>'),
        ("T017", '<p xml:lang=""/>'),
    ],
)
def test_each_of_many_faults_is_told_at_its_place(code: str, fault: str) -> None:
    findings = found(code, {"p": f"{fault}\n" * 40})
    assert len({one.where.line for one in findings}) == 40
    assert len({one.where.xpath for one in findings}) == 40
    assert len({one.message for one in findings}) == 1  # a baseline counts them


def test_a_path_is_that_of_the_element() -> None:
    tree = safe_xml.parse_xml(
        TEMPLATE.format(**PARTS | {"p": '<x xmlns="urn:x"/><!-- --><?pi?><hi>a<hi/></hi><x/><hi/>'}).encode()
    )
    index = Index(tree, "ferry.xml")
    for element in tree.iter("*"):
        told = index.finding("T020", "x", element).where.xpath
        steps = re.sub(r"\{[^}]*\}", "", tree.getelementpath(element))
        assert told == "/TEI" + ("" if steps == "." else f"/{steps}")


def test_many_faults_of_siblings_are_told_in_time() -> None:
    started = time.process_time()
    assert len(found("T019", {"p": '<ref target="#x7"/>' * 20_000})) == 20_000
    assert time.process_time() - started < 5


def test_findings_stand_in_the_order_of_the_file() -> None:
    tree = safe_xml.parse_xml(
        TEMPLATE.format(
            **PARTS | {"p": "", "body": '<p>\n<ref target="#q"/>\n<ref target="x"/></p>'}
        ).encode()
    )
    lines = [one.where.line for one in check_rules(tree, "-")]
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_choosing_rules() -> None:
    assert chosen_checks("none") == frozenset()
    assert chosen_checks("all") == rule_codes() - OPTIONAL
    assert chosen_checks("all,T010") == rule_codes()
    assert chosen_checks("T013, T019") == {"T013", "T019"}
    with pytest.raises(TeiError) as refused:
        chosen_checks("T013,T999")
    assert "T999" in refused.value.message
    assert "T001" in refused.value.hint


def test_stored_counts_are_checked_only_when_asked_for() -> None:
    parts = {"encoding": '<tagsDecl><namespace><tagUsage gi="p" occurs="7"/></namespace></tagsDecl>'}
    tree = safe_xml.parse_xml(TEMPLATE.format(**PARTS | parts).encode())
    assert "T010" not in {one.code for one in check_tree(tree, "-")}


# --- the collection --------------------------------------------------------------------------------


def collection(*files: tuple[str, dict[str, str]]) -> list[Finding]:
    trees = [(path, safe_xml.parse_xml(TEMPLATE.format(**PARTS | parts).encode())) for path, parts in files]
    index = CollectionIndex()
    for path, tree in trees:
        index.add(identity_of(tree, path))
    return list(index.findings())


def test_two_files_of_one_id() -> None:
    findings = collection(
        ("a.xml", {}), ("b/a.xml", {}), ("c.xml", {"root": 'xml:id="c"', "publication": ""})
    )
    assert [(one.code, one.where.path) for one in findings] == [("T002", "b/a.xml")]
    assert "a.xml" in findings[0].message


def test_what_two_files_have_is_told_with_its_column(tmp_path: Path) -> None:
    for name in "ab":
        text = TEMPLATE.format(**PARTS)
        (tmp_path / f"{name}.xml").write_text(text, "utf-8")
    files = sorted(tmp_path.glob("*.xml"))
    found = list(validate_files(files, Request(checks=("T002",), schemas=())))
    line = text.split("\n")[(found[0].where.line or 0) - 1]
    assert [(one.code, one.where.path) for one in found] == [("T002", str(files[1]))]
    assert line[(found[0].where.column or 0) - 1 :].startswith("xml:id=")


def test_two_files_of_one_number() -> None:
    publication = PARTS["publication"].replace("ferry", "7")
    parts = [{"root": f'xml:id="{name}"', "publication": publication} for name in ("one", "two")]
    findings = collection(("a.xml", parts[0]), ("b.xml", parts[1]))
    assert "idno 7" in findings[0].message


def test_identifiers_that_files_may_share() -> None:
    shared = '<idno type="ISSN">1234-5678</idno>'
    parts = [{"root": f'xml:id="{name}"', "publication": shared} for name in ("one", "two")]
    assert collection(("a.xml", parts[0]), ("b.xml", parts[1])) == []


def test_a_number_may_be_of_two_types() -> None:
    parts = [
        {"root": f'xml:id="{kind}"', "publication": f'<idno type="{kind}">7</idno>'}
        for kind in ("local", "other")
    ]
    assert collection(("a.xml", parts[0]), ("b.xml", parts[1])) == []


# --- periods, and encodings made by hand -----------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["1951-02-29", "1951-13", "1951-00", "1951-1-1", "0000", "", "x", "1951-01-00"]
)
def test_no_period(value: str) -> None:
    assert period(value) is None


def test_periods_of_different_precision() -> None:
    month, day = period("1952-02"), period("1952-02-29")
    assert month
    assert day
    assert day.within(month)
    assert not month.within(day)
    assert month.last == date(1952, 2, 29)


@pytest.mark.skipif(not (SHARED / "targets").is_dir(), reason="the shared target encodings are not here")
def test_encodings_made_by_hand_break_no_rule_but_the_name_of_a_file() -> None:
    for file in sorted((SHARED / "targets").glob("*.xml")):
        tree = safe_xml.parse_xml(file.read_bytes())
        assert {one.code for one in check_rules(tree, str(file), rule_codes())} <= {"T001"}, file.name
