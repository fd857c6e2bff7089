"""The signs of the parts of a shelfmark, as tables: `f. 5`, `File No. 12`, `66. doboz`, `z. 23`, `118-00123-01`.

They are those of the archives' own rules of citation, as real records print them.
"""

from __future__ import annotations

_INSIDE = r"[^\s,;()\[\]<>：，；、。（）]"
# `12(3)-CEA/55`: a short bracket without a blank before it belongs to the code.
CODE = rf"[0-9IVXLC№A-ZА-Я]{_INSIDE}{{0,39}}(?:\([0-9A-Za-z]{{1,4}}\){_INSIDE}{{0,20}}){{0,3}}"
NUMBER = r"[0-9][0-9A-Za-zА-Яа-яіІ]{0,7}(?:[-–/][0-9A-Za-zА-Яа-я]{1,8}){0,4}"
_LEAF = r"[0-9]{1,5}(?:[a-zа-я]\b| ?(?:ob|об|v|r|зв|ff?(?!\. ?[0-9]))\b\.?)?"
LEAVES = (
    rf"{_LEAF}(?: ?(?:--|[-–—~]) ?{_LEAF})?"
    rf"(?:(?:, ?| and | und | и )[0-9]{{1,3}}(?![0-9/]|\.[0-9]|\. ?[a-zа-яő])(?: ?ff?\b\.?)?(?: ?[-–—] ?{_LEAF})?){{0,40}}"
)
# Words, and letters with stops between them: `C.C. al P.C.R.`
NAME = r"(?:(?<![^\W_])(?<!\.)(?:[A-ZА-Я]\.){2,6}|[^,;.()\[\]0-9]){1,60}"
_OPENS = r"(?:(?<=[,;.] )|(?<=^))"  # the piece begins with the sign: no `Treaty Series 12`

# kind, sign, value. Signs that end in a full stop may stand close to their value.
AFTER: tuple[tuple[str, str, str], ...] = (
    ("fond", r"[Ff]ond(?:s|i|u|ul|as)?(?: [Nn]o\.?)?|FOND|[Фф]онд|Bestand|全宗号?", rf"{NUMBER}|{NAME}"),
    ("fond", r"[Ff]\.|[Фф]\.", rf"(?:[A-ZА-Я]{{1,2}}-)?{NUMBER}"),
    ("fond", r"[Zz]esp(?:ół|\.)|z\.", NUMBER),
    ("opis", r"[Oo]pis|OPIS|[Оо]п(?:ись|ис)|[Ii]nventory|目录号?|目錄號?|[Dd]ans", NUMBER),
    ("opis", r"[Oo]p\.|[Оо]п\.", NUMBER),
    ("papka", r"[Pp]apka|[Пп]апка|[Pp]ap\.|[Пп]ап\.", NUMBER),
    ("papka", r"[Pp]\.|[Пп]\.", NUMBER),
    ("delo", r"[Dd]elo|[Дд]ело|[Сс]права|[Сс]пр\.", NUMBER),
    ("delo", r"[Dd]d?\.|[Дд]д?\.", NUMBER),
    ("list", r"[Ll]ist(?:y|ove|s)?|[Лл]ист(?:ы|а)?|[Аа]рк(?:уші?|\.)", LEAVES),
    ("list", r"[Ll]l?\.|[Лл]л?\.", LEAVES),
    ("file", r"(?:[Cc]ase )?[Ff]ile(?: [Nn](?:o\.?|umber|r\.?)| №| #)?|FILE", CODE),
    ("file", r"[Dd]osar(?:ul)?(?: nr\.?)?|[Dd]oss?ier|[Dd]osije|[Dd]osj[ae](?: nr\.?)?", CODE),
    ("file", r"[Ee]xp(?:ediente|\.)|[Aa]kte|[Ss]ygn\.", CODE),
    ("file", r"(?:[档檔]案?|案卷)[号號]?[:：]?|(?:數位|数字)?典藏[号號][:：]?|館藏號[:：]?", CODE),
    ("file", r"(?:分類|請求)(?:番号|記号)[:：]?|파일번호[:：]?|[Hh]ồ sơ(?: số)?|[Kk]h/n", CODE),
    ("file", r"[Aa]\. ?[Ee]\.|[Аа]\. ?[Ее]\.|[Aa]r?\. ?j\.", CODE),
    ("box", r"[Bb]ox(?:es)?|BOX|[Cc]x\.?|[Cc]aixa|[Cc]aja", NUMBER),
    ("box", r"[KkCc]arton|[Kk]art\.|Kt\.|[Kk]rab(?:ice|\.)|[Šš]katl[ae]|t\. ?e\.|[Kk]utija|[Bb]o[iî]te|[Ss]catola|[Bb]usta|b\.", NUMBER),
    ("bundle", r"[Ww]iązka|w\.|[Ll]eg(?:ajo|\.)|[Mm]a[çc]o|[Mm]ç\.", CODE),
    ("folder", r"[Ff]older|[Mm]appe|[Tt]eczka|t\.|[Cc]arpeta|[Pp]asta|[Oo]bal|[Ss]ložka", NUMBER),
    ("folder", r"[Ff]asc(?:icolo|icle|ikla|\.)|f-", NUMBER),
    ("subseries", rf"{_OPENS}[Ss]ous-série", rf"{CODE}|{NAME}"),
    ("series", rf"{_OPENS}[Ss]ér(?:ie|\.)", rf"{NAME}|{CODE}"),
    ("series", rf"{_OPENS}(?:[Ss]erie|[Ss]eries)", rf"{NUMBER}|[A-Z]\b"),
    ("volume", r"[Vv]ol(?:ume|\.)|VS-Bd\.|Bd\.|Band|[Tt]ome?|[Ss]v(?:azek|\.)", CODE),
    ("recordGroup", r"Record Group|RG-?", NUMBER),
    ("reel", r"[Rr]eel|リール(?:番号)?|롤번호|롤", CODE),
    ("lot", r"Lot File|Lot", r"[0-9]{2} ?[A-Z] ?[0-9]{1,4}"),
    ("year", r"[Vv]iti", r"[0-9]{4}"),
    ("number", r"(?:original )?Record (?:No\.|Number)|관리번호[:：]?|등록번호[:：]?", CODE),
    ("number", r"[Dd]oc(?:ument|\.)(?: (?:[Nn]o\.?|[Nn]umber|[Nn]r\.?))?", CODE),
    ("number", r"[Dd]ok(?:ument|\.)(?: [Nn]r\.?)?|[Дд]ок\.", CODE),
    ("sheet", r"[Ff]ol(?:s|ios?)?\.?|ff\.|[Ff]il(?:ele|a)|Bl\.|Blatt|[Ff]ls?\.|[Ff]leta|[Ff]ojas?|tờ(?: số)?|k\.", LEAVES),
    ("pages", r"pp\.?|[Pp]ages?|S\.|s\.|[Ss]tr\.|[Ff]q\.|[Ff]aqe|[Сс]тр\.|第(?=[0-9-]{1,9} ?[页頁])|[页頁][码碼]?[:：]?", LEAVES),
)  # fmt: skip

# The number stands before the sign: Hungarian, and the pages of East Asia.
BEFORE: tuple[tuple[str, str], ...] = (
    ("box", r"[0-9]{1,5}(?=\. ?(?:doboz|d\.))"),
    ("fond", r"(?:[A-Z]-[A-Z]{1,3}[ -])?[0-9]{1,5}(?=\. ?f(?:ond\b|\.))"),
    ("file", r"[0-9]{1,5}(?:/[0-9]{1,5}){0,3}(?=\.? ?[őo]\.? ?e\.)"),
    ("pages", r"[0-9]{1,5}(?: ?[-–—~～] ?[0-9]{1,5})?(?= ?[页頁쪽])"),
)

# Call numbers that carry their kind in their form: Chinese, Taiwanese, Hungarian, Yugoslav, the German
# party archive, letters with a number and a file, Japanese.
CALL_CODES: tuple[tuple[str, str], ...] = (
    ("file", r"[0-9]{3}-[0-9]{5}-[0-9]{2}(?:\([0-9]{1,2}\))?|[0-9]{3}-Y[0-9]{4}|[0-9]{3}-[0-9]{6}-[0-9]{5}-[0-9]{3}"),
    ("fond", r"[IVX]{1,6}-[A-Z]-[0-9]{1,3}(?:-[a-z]{1,3})?"),
    ("file", r"[IVX]{1,4}-[0-9]{1,2}(?:-[a-zа-ш])?/[0-9A-ZА-Ш][0-9A-ZА-Ш-]{0,11}"),
    ("file", r"[A-Z]{2} [0-9]{1,4}/(?:J )?[IVX]{1,4}(?: [A-Z])? [0-9]{1,2}(?:/[0-9]{1,4}){1,4}(?: [A-Z] [0-9]{1,5})?"),
    ("file", r"[A-Z]{1,5}(?:(?: [0-9IVX]{1,4})? |-)[0-9]{1,5}/[0-9]{1,6}(?:/[0-9]{1,4}){0,3}"),
    ("file", r"[A-Z]['’]?\.[0-9]{1,2}(?:\.[0-9]{1,2}){1,4}(?:-[0-9]{1,4}){0,3}"),
)  # fmt: skip

KINDS = tuple(dict.fromkeys([*(kind for kind, _, _ in AFTER), "session", "meeting"]))
"""Every kind a part may have; each is a value of `idno/@type` in the project's schema."""
