"""Whom a salutation names: `Dear Mr. Novak,`, `Tisztelt Kovács elvtárs!`, `毛主席：`, `김철수 동지!`.

An office without a name (`Mr. Chairman`), a crowd (`dear friends`) and the word for one of the family alone
(`Dear Uncle`) are nobody. Where the language calls
people by another case of the name (Polish, Czech, Serbian, Ukrainian), the name is not what is printed, so
nothing is read.
"""

from __future__ import annotations

import re

from tei.interpret.citation.people import is_name
from tei.interpret.word_tables import fold, words_of
from tei.late_patterns import late

__all__ = ["SURNAMES", "addressed", "is_korean_name"]

# Language of the form -> how it opens, and titles before and after the name.
_FORM = (
    r"(?i:(?:my )?(?:very )?(?:dear|esteemed|respected|honou?red)|"  # English
    r"(?:sehr )?(?:ge|ver)ehrte[rn]?|(?:mein )?liebe[rn]?|werte[rn]?|"  # German
    r"(?:mon |ma )?(?:bien )?ch(?:er|ère)|"  # French
    r"(?:muy )?estimad[oa]|querid[oa]|apreciad[oa]|distinguid[oa]|"  # Spanish, Portuguese
    r"prezad[oa]|car[oa]|gentile|egregio|stimat[oa]|"  # Portuguese, Italian, Romanian
    r"stimate|iubite|dragă|tisztelt|kedves|"  # Romanian, Hungarian
    r"geachte|beste|waarde|bäste|bästa|kære|kjære|"  # Dutch, Swedish, Danish, Norwegian
    r"дорог(?:ой|ая)|(?:много|глубоко)?уважаем(?:ый|ая)|уважаеми|уважаема|скъпи)"  # Russian, Bulgarian
)
_TITLE = (
    r"(?:(?i:mrs?|ms|dr|prof|cde|com|hr|fr|m|mme|mlle|sr|sra|dl|dna|dhr|mevr)\.?|(?i:comrade|professor|herrn?|"
    r"frau|monsieur|madame|señor|señora|senhor|senhora|signore?|signora|mijnheer|meneer|mevrouw|genosse|genossin|"
    r"camarade|compañer[oa]|camarada|compagn[oa]|tovarășe|tovarăşe|tovarăsă|domnule|doamnă|товарищ|тов\.|другарю|"
    r"господин|госпожа|kammerat|kamrat|herr|fru))"
)
_SALUTE = re.compile(rf"^{_FORM} (?P<who>.{{2,100}}?)[\s,:：!！.]*$")
_SALUTE_TITLED = re.compile(
    r"^(?i:comrade|genosse|genossin|camarade|товарищ|тов\.|другарю|compañero|camarada) (?P<who>[A-ZÀ-ÞА-Я].{1,60}?)[\s,:：!！.]*$"
)
_TITLES = re.compile(rf"^(?:{_TITLE}(?: |$))+")
_AFTER = re.compile(r" (?i:úr|elvtárs|elvtársnő|asszony|kisasszony|san|bey|hanım)$")
_OFFICE = late(
    r"(?i)\b(?:chairm[ae]n|president|minister|premier|secretary|ambassador|colleagues?|friends?|comrades?|sirs?|"
    r"madam|gentlemen|excellency|director|general|general secretary|kollege|freund|genosse[n]?|vorsitzender|"
    r"ami|amigo|präsident|président|kanzler|chancellor|governor|editor|all|brothers?|sisters?|mother|father|"
    r"prime|foreign|first|deputy|vice|fellow|consul|doctor|professor|captain|colonel|marshal|king|queen|majesty|mutter|vater|bruder|eltern|"
    r"minist(?:re|ro|rul)|presidente|președinte|preşedinte|embajador|ambassadeur|botschafter|miniszter|elnök|"
    r"(?:ober|ministerial|regierungs|geheim|bau|hof|kommerzien|studien|amts|land|stadt|bürger)\w*(?:rat|direktor|meister)|barátom|elvtársak|uram|товарищи|друзья|друг|министр|председатель|президент|посол|коллеги|мама|папа|"
    r"collègues?|compagni|compañeros|camaradas|señores|herren|damen|kollegen|freunde)\b"
)
_HAN = r"[\u3400-\u9fff·]"
_HAN_TITLE = r"(?:同志|先生|女士|夫人|主席|副主席|总理|總理|首相|大使|公使|部长|部長|外长|外長|总书记|總書記|书记|書記|委员长|委員長|司令|将军|將軍|元帅|元帥|总统|總統)"
_HAN_AFTER = r"(?:台鉴|台鑒|钧鉴|鈞鑒|勋鉴|勳鑒|惠鉴|惠鑒|大鉴|大鑒|鉴|鑒|阁下|閣下)?"
_HAN_ONE = late(rf"^(?P<who>{_HAN}{{2,4}}?|(?P<surname>{_HAN}))(?P<title>{_HAN_TITLE}){_HAN_AFTER}$")
_PASSED_ON = re.compile(r"^.{0,30}[转轉][交告达達呈致]?")
# Surnames that are no word of their own before a title, as `各`, `副`, `总` and `外` are.
SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱郭何罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹彭曾萧蕭田董潘袁蔡蒋蔣余于"
    "杜叶葉程魏苏蘇吕呂丁沈任姚卢盧傅钟鍾崔汪范陆陸廖贾賈韦韋邹鄒熊孟秦阎閻薛侯雷龙龍段郝孔邵毛万萬顾顧赖賴武康贺賀严嚴尹钱錢施牛洪龚龔金朴"
)
_NO_NAME = re.compile(r"[各诸諸全们們等及和与與的你您我贵貴本该該副总總外亲親爱愛敬尊]")
_JAPANESE = late(r"^(?P<who>[\u3400-\u9fff]{2,5}|[\u30a0-\u30ff]{2,12})(?:様|さま|殿|閣下)[：:，、]?$")
_JAPANESE_OFFICE = re.compile(
    r"(?:大臣|局長|部長|課長|知事|社長|長官|首相|総理|議長|会長|大使|公使|領事|各位|一同|御中|総裁|委員|皆)"
)
_KOREAN = re.compile(
    r"^(?:(?:친애하는|존경하는|경애하는) )?(?P<who>[가-힣]{2,4}) (?:동지|선생|각하|동무)(?:에게|께)?[!！:：,，]?$"
)
_KOREAN_SURNAMES = frozenset(
    "김이리박최정강조윤장임림한오서신권황안송전홍유류고문양손배백허남심노로하곽성차주우구민나라진지엄채원천방공현함변"
)
_KOREAN_OFFICE = re.compile(r"(?:수상|주석|대사|장군|위원장|서기|총리|외상|여러분|전체|동무|들|만세|끝)$")


def addressed(text: str) -> tuple[str, ...]:
    """The persons that a salutation names, as printed, in their order; empty where it names none for sure."""
    line = text.strip()
    if found := _KOREAN.match(line):
        return (found["who"],) if is_korean_name(found["who"]) else ()
    if found := _JAPANESE.match(line):
        return () if _JAPANESE_OFFICE.search(found["who"]) else (found["who"],)
    if re.search(_HAN, line):
        return _chinese(line.rstrip("：:，,！! "))
    return _western(line)


def is_korean_name(text: str) -> bool:
    """Whether a word of Hangul is a name: two to four syllables, the first a family name, no office."""
    hangul = re.fullmatch("[가-힣]{2,4}", text) is not None
    return hangul and text[0] in _KOREAN_SURNAMES and not _KOREAN_OFFICE.search(text)


def _chinese(line: str) -> tuple[str, ...]:
    """`王大明、李小山同志`: each with a title, or sharing the last one's; `请A转B` names B."""
    pieces = re.split(r"[、，,]|并|和|及", _PASSED_ON.sub("", line))
    names: list[str] = []
    for at, piece in enumerate(pieces):
        shared = at < len(pieces) - 1 and re.fullmatch(rf"{_HAN}{{2,4}}", piece) and piece[0] in SURNAMES
        found = _HAN_ONE.match(piece)
        name = piece if shared and not found else _chinese_name(found)
        if not name or _NO_NAME.search(name):
            return ()
        names.append(name)
    return tuple(names)


def _chinese_name(found: re.Match[str] | None) -> str:
    """The name without its title; a surname alone keeps it, as it is called: `毛主席`."""
    if found is None:
        return ""
    if surname := found["surname"]:
        return surname + found["title"] if surname in SURNAMES else ""
    return found["who"]


def _western(line: str) -> tuple[str, ...]:
    found = _SALUTE.match(line) or _SALUTE_TITLED.match(line)
    if found is None:
        return ()
    pieces = re.split(r",? (?:and|und|et|y|e|și|şi|és|и) (?=[^\W\d_])", found["who"])
    if len(pieces) > 1 and not all(_TITLES.match(piece) for piece in pieces):
        return ()  # `Dear Jon and Ada`: two people, but a couple or a firm is called so as well
    names = tuple(_western_name(piece) for piece in pieces)
    return names if all(names) else ()


def _western_name(text: str) -> str:
    if "," in text:
        return ""
    name = _AFTER.sub("", _TITLES.sub("", text))
    if fold(name).casefold() in words_of("kin"):
        return ""
    left = _OFFICE.sub("", name).strip()
    return name if left[:1].isupper() and name[:1].isupper() and is_name(left) else ""
