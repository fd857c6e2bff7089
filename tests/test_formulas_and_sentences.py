"""Words of formulas that begin sentences as well, and what stands below a name, in many languages and scripts."""

from __future__ import annotations

import re

import pytest
from test_letters_in_many_languages import said

from tei.interpret import word_tables
from tei.interpret.datelines import is_dateline
from tei.interpret.forms import is_salute
from tei.interpret.signatures import is_signature, is_valediction
from tei.interpret.word_tables import fold, starts


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Ar cieņu mēs visi klausījāmies viņa runu.", "lv"),
        ("Հարգանքով լսեցին նրան բոլորը։", "hy"),
        ("პატივისცემით მოგვისმინეს და კრება დამთავრდა.", "ka"),
        ("Με τιμή και με πολλή δουλειά πέρασε ο χειμώνας.", "el"),
        ("Terveisiä kotoa lähetti myös Matti.", "fi"),
        ("Su pagarba kalbėjo ir mokytojas.", "lt"),
        ("בכבוד גדול נתקבל האורח בבית.", "he"),
        ("مع التحية التي وجهها إلى الأعضاء قدم المدير تقريرا.", "ar"),
        ("सादर प्रणाम के साथ सभा समाप्त हुई।", "hi"),
        ("Saygılarımla karşıladım kendisini kapıda.", "tr"),
        ("Со почит го слушаа сите во салата.", "mk"),
        ("Atentament escoltava el mestre.", "ca"),
        ("ด้วยความรักชาติประชาชนทุกคนได้ช่วยกันสร้างโรงเรียน", "th"),
        ("Su pagarba kalbėjo apie mokytoją Jonaitienę ir josios mokinius", "lt"),
    ],
)
def test_a_sentence_that_begins_as_a_formula_does_is_none(line: str, language: str) -> None:
    assert not is_valediction(line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Ar cieņu, Jānis Kalniņš", "lv"),
        ("Ar patiesu cieņu", "lv"),
        ("Με εκτίμηση και αγάπη,", "el"),
        ("Μετὰ πάσης τιμῆς,", "el"),
        ("Hormat saya,", "id"),
        ("Su pagarba.", "lt"),
        ("בכבוד רב,", "he"),
        ("ขอแสดงความนับถืออย่างสูง", "th"),
        ("مع خالص الشكر والتقدير،", "ar"),
        ("Yr eiddoch yn gywir,", "und"),
    ],
)
def test_a_formula_with_a_name_or_a_word_more_is_one(line: str, language: str) -> None:
    assert is_valediction(line, language)


@pytest.mark.parametrize(
    ("line", "salute"),
    [
        ("เรียน ท่านนายอำเภอ", True),
        ("กราบเรียน คุณครูที่เคารพ", True),
        ("ถึงลูกรัก", False),
        ("ถึงคุณแม่ที่รัก", True),
        ("คุณสมชายที่นับถือ", True),
        ("ถึงแม้ว่าฝนจะตก เราก็ไปตลาด", False),
        ("เรียนหนังสือที่วัดกับเพื่อน", False),
        ("คุณแม่ไปตลาดแล้ว", False),
    ],
)
def test_thai_says_by_words_of_respect_that_a_line_is_an_address(line: str, salute: bool) -> None:
    assert is_salute(line, "th") is salute


def test_a_thai_sentence_without_stop_is_no_heading() -> None:
    text = "ลูกถึงบ้านแล้วเมื่อวานนี้ตอนเย็น รถไฟช้าไปสองชั่วโมงเพราะฝนตกหนักมาก แต่ลูกสบายดี อย่าเป็นห่วงเลย"
    record = f"เชียงใหม่ ๕ มิถุนายน ๒๔๙๔\n\n{text}\n\nมาลี\n"
    assert said(record, "//t:text//t:head") == []
    assert said(record, "//t:creation/t:date/@when") == ["1951-06-05"]


def test_greek_of_older_accents_is_compared_as_that_of_today() -> None:
    assert fold("Ἀξιότιμε μετὰ τῆς") == "Αξιότιμε μετά τής"
    assert is_salute("Ἀξιότιμε Κύριε,", "el")


@pytest.mark.parametrize(
    ("letter", "names", "signed"),
    [
        (
            (
                "Kaunas, 1950 m. gegužės 3 d.\n\nGerbiamasis Pone,\n\nJūsų laišką gavau vakar ir dėkoju už knygas, kurias man "
                "atsiuntėte paštu.\n\nSu pagarba\n\nOna Petraitienė\nmokytoja\n"
            ),
            ["Ona Petraitienė"],
            ["Ona Petraitienė", "mokytoja"],
        ),
        (
            (
                "Ankara, 3 Mayıs 1950\n\nSayın Müdür Bey,\n\nMektubunuzu dün aldım ve gönderdiğiniz kitaplar için çok teşekkür "
                "ederim.\n\nSaygılarımla,\n\nHasan Yıldız\nKütüphane Memuru\n\nNot: Makbuzu ayrıca gönderiyorum.\n"
            ),
            ["Hasan Yıldız"],
            ["Hasan Yıldız", "Kütüphane Memuru"],
        ),
        (
            (
                "القاهرة في ٣ مايو ١٩٥٠\n\nحضرة مدير دار الكتب،\n\nتسلمت أمس خطابكم وأشكركم على الكتب التي أرسلتموها إلينا "
                "بالبريد.\n\nوتفضلوا بقبول فائق الاحترام،\n\nأحمد حسن\nأمين المكتبة\n"
            ),
            ["أحمد حسن"],
            ["أحمد حسن", "أمين المكتبة"],
        ),
        (
            (
                "تاریخ: ۱۳۲۹/۲/۱۳\nشماره: ۵۴\n\nجناب آقای وزیر فرهنگ،\n\nبه استحضار می‌رساند که سقف کتابخانه خراب شده است.\n\n"
                "با تقدیم احترام\nرئیس کتابخانه\nحسن رضایی\n"
            ),
            ["حسن رضایی"],
            ["رئیس کتابخانه", "حسن رضایی"],
        ),
    ],
)
def test_what_stands_under_a_name_is_no_second_sender(
    letter: str, names: list[str], signed: list[str]
) -> None:
    assert said(letter, "//t:closer/t:signed") == signed
    assert said(letter, "//t:correspAction[@type='sent']/t:persName") == names


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("נ.ב.", "הקבלה תישלח בנפרד."),
        ("ป.ล.", "กรุณาส่งใบรับมาด้วย"),
        ("بعدالتحریر:", "رسید را جداگانه می‌فرستم."),
        ("Υ.Γ.", "Χαιρετισμούς στη μητέρα σου."),
    ],
)
def test_postscripts_of_scripts_with_and_without_capitals(label: str, text: str) -> None:
    letters = {
        "נ.ב.": "חיפה, 3 במאי 1950\n\nאדון נכבד,\n\nמכתבך הגיע אליי אתמול, ואני מודה לך על הספרים אשר שלחת בדואר.\n\nבכבוד רב,\n\nדוד לוי\n\n",
        "ป.ล.": "กรุงเทพฯ ๓ พฤษภาคม ๒๔๙๓\n\nเรียน ท่านผู้อำนวยการ\n\nข้าพเจ้าได้รับจดหมายของท่านแล้ว และขอขอบคุณที่ท่านส่งหนังสือมาให้ทางไปรษณีย์ หนังสือมาถึงโดยเรียบร้อย\n\nขอแสดงความนับถือ\n\nสมชาย ใจดี\n\n",
        "بعدالتحریر:": "تهران، ۱۳ اردیبهشت ۱۳۲۹\n\nجناب آقای رئیس،\n\nنامهٔ شما دیروز رسید و از کتاب‌هایی که با پست فرستاده‌اید سپاسگزارم.\n\nبا تقدیم احترام\n\nحسن رضایی\n\n",
        "Υ.Γ.": "Βόλος, 3 Μαΐου 1950\n\nΑγαπητέ Γιώργο,\n\nΈλαβα χθες το γράμμα σου και σε ευχαριστώ για τα βιβλία που μου έστειλες.\n\nΜε πολλή αγάπη,\n\nΕλένη\n\n",
    }
    record = f"{letters[label]}{label} {text}\n"
    assert said(record, "//t:postscript/t:label") == [label]
    assert said(record, "//t:postscript/t:p") == [text]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("თბილისი, 1950 წლის 3 მაისი", "ka"),
        ("القاهرة في ١٥ رجب ١٣٦٩ هـ", "ar"),
        ("Reykjavík, hinn 3. maí 1950", "is"),
        ("ភ្នំពេញ ថ្ងៃទី ៣ ខែ ឧសភា ឆ្នាំ ១៩៥០", "km"),
        ("Helsingissä 3 p:nä toukokuuta 1950", "fi"),
        ("1950 m. gegužės 3 d. Nr. 14", "lt"),
        ("القاهرة في ١٥ رجب سنة ١٣٦٩ (٣ مايو سنة ١٩٥٠)", "ar"),
        ("ք. Երևան, 3 մայիսի 1950 թ.", "hy"),
        ("г. Минск, 3 мая 1950 г.", "ru"),
        ("Reykjavík, miðvikudaginn 3. maí 1950", "is"),
        ("Lyon, mercredi 3 mai 1950", "fr"),
        ("1950 оны 5 дугаар сарын 3 Улаанбаатар хот", "mn"),
    ],
)
def test_datelines_of_many_scripts(line: str, language: str) -> None:
    assert is_dateline(line, language)


@pytest.mark.parametrize(
    "name", ["valediction", "valediction-whole", "office", "salutation", "number", "annex"]
)
@pytest.mark.parametrize("language", ["en", "tr", "el"])
def test_words_by_their_first_letter_are_found_as_by_one_pattern(name: str, language: str) -> None:
    words = word_tables._words(name, language)
    one = re.compile(rf"(?i)(?:{'|'.join(map(word_tables._pattern, words))})")
    lines = [way(word.replace(" *", "")) for word in words for way in (str, str.upper, str.title)]
    assert len(lines) > 60
    for line in (*lines, "", "İsmet", "ſecret", "Kind regards"):
        text = f"{line} x"
        plain, told = one.match(text), starts(name, language).match(text)
        assert (plain and plain.span()) == (told and told.span()), text


BROKEN = [
    "السيد الرئيس افتتح الجلسة وشكر الحاضرين على حضورهم،\nثم قرأ السكرتير محضر الجلسة السابقة ووافق عليه الأعضاء.",
    "Sayın Bakanımız toplantıda hazır bulunan üyelere teşekkür ettikten sonra,\ngeçen yılın hesaplarını okudu ve çatının onarımı için para istedi.",
    "Κύριε Πρόεδρε είπε ο γραμματεύς όταν άνοιξε η συνεδρίαση το απόγευμα,\nτα βιβλία δεν έφτασαν ακόμη από την Αθήνα και η στέγη στάζει.",
    "Dear friends of the library gave us twelve volumes in the winter of last year,\nand the board thanked them for it in a letter. The roof leaks again.",
    "חברים רבים באו לישיבה אף על פי שהגשם ירד כל היום,\nוהמזכיר קרא את הדוח על השנה שעברה. הוועד אישר אותו.",
    "Hyvät ystävät auttoivat kirjastoa viime vuonna monella tavalla,\nja lautakunta päätti kiittää heitä kirjeellä.",
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_sentence_over_two_lines_is_no_form_of_address(text: str) -> None:
    record = f"Minutes 7\n\n3.5.1950\n\n{text}\n"
    assert said(record, "//t:salute") == []
    assert len(said(record, "//t:div/t:p")) >= 1


@pytest.mark.parametrize(
    ("salute", "text"),
    [
        (
            "Sehr geehrter Herr Ministerialdirektor Dr. von Braun,",
            "ich danke Ihnen für Ihren Brief vom gestrigen Tage.",
        ),
        ("حضرة صاحب العزة مدير دار الكتب المصرية،", "تسلمت أمس خطابكم وأشكركم على الكتب التي أرسلتموها."),
        ("Sayın Müdür Bey,", "mektubunuzu dün aldım ve gönderdiğiniz kitaplar için çok teşekkür ederim."),
    ],
)
def test_a_form_of_address_right_over_the_text_is_one(salute: str, text: str) -> None:
    record = f"3.5.1950\n\n{salute}\n{text}\n"
    assert said(record, "//t:salute") == [salute]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("November 23, 1963. No. 327", "en"),
        ("23. November 1963, Nr. 327", "de"),
        ("1950 оны 5 дугаар сарын 3 ирсэн ном", "mn"),
        ("Он жил в г. Минск, 3 мая 1950 г.", "ru"),
    ],
)
def test_what_only_holds_a_date_is_no_dateline(line: str, language: str) -> None:
    assert not is_dateline(line, language)


@pytest.mark.parametrize(
    "name", ["Νικόλαος Παππᾶς", "Ἄννα Δήμου", "Zainab binti Omar", "Արամ Սարգսյան", "Ģirts Ābele"]
)
def test_names_with_capitals_of_many_alphabets_sign(name: str) -> None:
    assert is_signature(name)
