"""The words for days, times and repetition in English, Spanish, Italian, Catalan and Vietnamese.

Each phrase, in lower case and without accents, stands for one or more marks that the grammar
knows. Vietnamese is looked up with its accents first: without them, "thứ" and "thu" are one.
"""

import re
import unicodedata
from types import MappingProxyType

_WEEKDAYS = (
    "monday mon lunes lun lunedi dilluns dl",
    "tuesday tue tues martes martedi dimarts dt",
    "wednesday wed miercoles mie mercoledi mer dimecres dc",
    "thursday thu thur thurs jueves jue giovedi gio dijous dj",
    "friday fri viernes vie venerdi ven divendres dv",
    "saturday sat sabado sab sabato dissabte ds",
    "sunday sun domingo dom domenica diumenge dg",
)
_PLURAL_WEEKDAYS = (
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays sabados sabati dissabtes",
    "sundays domingos domeniche diumenges",
)
_MONTHS = (
    "january jan enero ene gennaio gener gen",
    "february feb febrero febbraio febrer",
    "march mar marzo marc",
    "april apr abril abr aprile",
    "may mayo maggio mag maig",
    "june jun junio giugno giu juny",
    "july jul julio luglio lug juliol",
    "august aug agosto ago agost",
    "september sep sept septiembre setiembre settembre set setembre",
    "october oct octubre ottobre ott",
    "november nov noviembre novembre",
    "december dec diciembre dic dicembre desembre des",
)
_MARKS = {
    "every": "every, each, cada, todos los, todas las, ogni, tutti i, tutte le, tots els, "
    "totes les",
    "day": "day, days, dia, dias, giorno, giorni, dies",
    "week": "week, weeks, semana, semanas, settimana, settimane, setmana, setmanes",
    "month": "month, months, mes, meses, mese, mesi, mesos",
    "year": "year, years, ano, anos, anno, anni, any, anys",
    "every day": "daily, diario, diaria, diariamente, quotidiano, diari, diariament",
    "every week": "weekly, semanal, semanalmente, settimanale, settimanalmente, setmanal",
    "every month": "monthly, mensual, mensualmente, mensile, mensilmente, mensualment",
    "every year": "yearly, annually, anual, anualmente, annuale, annualmente, anualment",
    "every 2 week": "fortnightly, every fortnight, biweekly, quincenal, quinzenal, quindicinale",
    "every 2": "every other",
    "2": "two, dos, due, dues",
    "3": "three, tres, tre",
    "nextweek": "next week, semana que viene, proxima semana, settimana prossima, "
    "prossima settimana, setmana vinent, propera setmana",
    "today": "today, tonight, hoy, oggi, avui",
    "yesterday": "yesterday, ayer, ieri, ahir",
    "overmorrow": "day after tomorrow, pasado manana, dopodomani, dema passat",
    "tomorrow": "tomorrow, manana, domani, dema",
    "am": "am, a.m, a.m., in the morning, de la manana, por la manana, del mattino, di mattina, "
    "del mati, al mati",
    "pm": "pm, p.m, p.m., in the afternoon, in the evening, at night, de la tarde, por la tarde, "
    "de la noche, por la noche, del pomeriggio, di pomeriggio, di sera, della sera, de la tarda, "
    "a la tarda, del vespre, al vespre, de la nit",
    "12:00": "noon, midday, mediodia, mezzogiorno, migdia",
    "00:00": "midnight, medianoche, mezzanotte, mitjanit",
    "nth 1": "first, 1st, primer, primero, primo, prima, primera, 1r",
    "nth 2": "second, 2nd, segundo, segunda, secondo, segon, segona",
    "nth 3": "third, 3rd, tercer, tercero, terzo, tercera",
    "nth 4": "fourth, 4th, cuarto, quarto, quart, quarta",
    "nth 5": "fifth, quinto",
    "nth -1": "last, ultimo, ultima, ultim, darrer, darrera",
    "until": "until, till, hasta, fino a, fino al, fino alle, fins a, fins al, fins",
    "times": "times, veces, volte, vegades",
    "and": "and, y, e, i",
    "weekdays": "weekday, weekdays, dias laborables, entre semana, giorni feriali, dies feiners",
    "at": "at, a las, a la, las, alle ore, alle, all ore, ore, a les, les, dalle ore, dalle, from",
    "to": "to, a, alle ore, al",
    "": "on, the, of, in, for, de, del, la, el, los, l, il, lo, gli, un, una, uno, di, d, per, "
    "por, para, this, este, esta, questo, questa, aquest, aquesta, next, proximo, proxima, "
    "prossimo, prossima, proper, propera, vinent, que viene, starting, empezando, dels, the of",
}
_VIETNAMESE = (
    (r"\b(?:thứ hai|thứ 2|t2)\b", "wd 0"),
    (r"\b(?:thứ ba|thứ 3|t3)\b", "wd 1"),
    (r"\b(?:thứ tư|thứ 4|t4)\b", "wd 2"),
    (r"\b(?:thứ năm|thứ 5|t5)\b", "wd 3"),
    (r"\b(?:thứ sáu|thứ 6|t6)\b", "wd 4"),
    (r"\b(?:thứ bảy|thứ bẩy|thứ 7|t7)\b", "wd 5"),
    (r"\b(?:chủ nhật|chúa nhật|cn)\b", "wd 6"),
    (r"\b(?:đầu tiên|đầu|thứ nhất)\b", "nth 1"),
    (r"\b(?:cuối cùng|cuối)\b", "nth -1"),
    (r"\b(?:tháng|thg) ?(\d{1,2})\b(?! ?(?:giờ|h|:))", r"mo \1"),
    (r"\b(?:mỗi|hàng|hằng|mọi)\b", "every"),
    (r"\bhôm nay\b", "today"),
    (r"\bhôm qua\b", "yesterday"),
    (r"\b(?:ngày mai|mai)\b", "tomorrow"),
    (r"\b(?:ngày kia|ngày mốt|mốt)\b", "overmorrow"),
    (r"\b(?:tuần sau|tuần tới)\b", "nextweek"),
    (r"\btuần này\b", " "),
    (r"\b(?:cho đến|đến|tới)\b", "until"),
    (r"\blần\b", "times"),
    (r"\bvà\b", "and"),
    (r"(\d{1,2}) ?giờ rưỡi\b", r"\1:30"),
    (r"(\d{1,2}) ?giờ ?(\d{2})\b", r"\1:\2"),
    (r"(\d{1,2}) ?giờ\b", r"\1h"),
    (r"\bphút\b", " "),
    (r"\bnửa đêm\b", "00:00"),
    (r"\b(?:buổi )?sáng\b", "am"),
    (r"\b(?:buổi )?(?:chiều|tối|đêm)\b", "pm"),
    (r"(?:\b12h |\bgiữa )?\btrưa\b", "12:00"),
    (r"\btuần\b", "week"),
    (r"\btháng\b", "month"),
    (r"\bnăm (?=\d{4})", " "),
    (r"\bnăm\b", "year"),
    (r"\bngày (?=\d)", " "),
    (r"\bngày\b", "day"),
    (r"\b(?:lúc|vào|của|từ|các)\b", " "),
)
_BARE_VIETNAMESE = (
    (r"\bthu ([2-7])\b", r"thứ \1"),
    (r"\bmoi\b", "mỗi"),
    (r"\bgio\b", "giờ"),
)


def fold(text: str) -> str:
    """Take accents away."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(one for one in parts if not unicodedata.combining(one))


def marked(text: str, *, language: str) -> str:
    """Replace the words of all five languages by marks; what is unknown stays."""
    text = unicodedata.normalize("NFC", text).casefold().replace("\u2019", "'")
    text = re.sub(r"\b([dl])'", r"\1 ", text)
    if language == "vi":
        for pattern, instead in _BARE_VIETNAMESE:
            text = re.sub(pattern, instead, text)
    for pattern, instead in _VIETNAMESE:
        text = re.sub(pattern, f" {instead} ", text)
    return _PHRASE.sub(lambda found: f" {PHRASES[found.group()]} ", fold(text))


def _phrases() -> dict[str, str]:
    found: dict[str, str] = {}
    for number, names in enumerate(_WEEKDAYS):
        found |= dict.fromkeys(names.split(), f"wd {number}")
    for number, names in enumerate(_PLURAL_WEEKDAYS):
        found |= dict.fromkeys(names.split(), f"every wd {number}")
    for number, names in enumerate(_MONTHS, 1):
        found |= dict.fromkeys(names.split(), f"mo {number}")
    for mark, phrases in _MARKS.items():
        found |= {phrase: mark for phrase in phrases.split(", ") if phrase not in found}
    return found


PHRASES = MappingProxyType(_phrases())
_LONGEST_FIRST = sorted(PHRASES, key=len, reverse=True)
_PHRASE = re.compile(rf"(?<![a-z/.])(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})(?![a-z/])")
