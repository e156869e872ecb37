"""Times as people write them, in five languages."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.texts.service import Texts
from cogs.events.when import Ambiguous, Meant, NotUnderstood, Past, Reading, read

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)  # a Monday, ten in the morning in Madrid
ENGLISH = Texts({}).in_("en")
FORTNIGHTLY = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"
UNTIL_FEBRUARY = "FREQ=DAILY;UNTIL=20270228T225959Z"
UNTIL_LEAP_DAY = "FREQ=DAILY;UNTIL=20280229T225959Z"
UNTIL_CHRISTMAS = "FREQ=DAILY;UNTIL=20261220T225959Z"
LAST_FRIDAY, FIRST_MONDAY = "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=1MO"
WORDS = """every first last monday tue 20 7 31 nov mar until to - times at 6pm 18:00 20h month week
day and next tomorrow 03/04 2026-11-20 am thứ Năm mỗi tháng""".split()  # noqa: SIM905 - readable


def reading(text: str, language: str = "en") -> Reading:
    return read(text, now=NOW, zone=MADRID, language=language)


@pytest.mark.parametrize(
    ("language", "text", "start", "rule"),
    [
        ("en", "Nov 20 6pm", "2026-11-20T18:00", ""),
        ("en", "20th November at 6:30 pm", "2026-11-20T18:30", ""),
        ("en", "tomorrow 18:00", "2026-11-03T18:00", ""),
        ("en", "Tuesday next week 18:00", "2026-11-10T18:00", ""),
        ("en", "friday noon", "2026-11-06T12:00", ""),
        ("en", "every Tuesday 7pm", "2026-11-03T19:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("en", "Tuesdays at noon", "2026-11-03T12:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("en", "every other Thu at 18:00", "2026-11-05T18:00", FORTNIGHTLY),
        ("en", "every 2 weeks on Thu 6pm", "2026-11-05T18:00", FORTNIGHTLY),
        ("en", "mon-fri 09:00", "2026-11-03T09:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("en", "every day 9am 5 times", "2026-11-03T09:00", "FREQ=DAILY;COUNT=5"),
        ("en", "daily 9am until 20 December", "2026-11-03T09:00", UNTIL_CHRISTMAS),
        ("en", "first Monday of every month 18:00", "2026-11-02T18:00", FIRST_MONDAY),
        ("en", "last Friday of the month at 5pm", "2026-11-27T17:00", LAST_FRIDAY),
        ("en", "the 15th of each month 18:00", "2026-11-15T18:00", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("en", "every 15th at 18:00", "2026-11-15T18:00", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("es", "cada día 15 a las 18:00", "2026-11-15T18:00", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("ca", "cada dia 15 a les 18:00", "2026-11-15T18:00", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("en", "every December 24 18:00", "2026-12-24T18:00", "FREQ=YEARLY"),
        ("it", "ogni 24 dicembre alle 18:00", "2026-12-24T18:00", "FREQ=YEARLY"),
        ("vi", "mỗi 24 tháng 12 18:00", "2026-12-24T18:00", "FREQ=YEARLY"),
        ("en", "daily 9am until 29 Feb", "2026-11-03T09:00", UNTIL_FEBRUARY),
        ("es", "cada día a las 9:00 hasta el 29 de febrero de 2027", "2026-11-03T09:00",
         UNTIL_FEBRUARY),
        ("en", "daily 9am until 29 Feb 2028", "2026-11-03T09:00", UNTIL_LEAP_DAY),
        ("en", "2031-10-31 18:00", "2031-10-31T18:00", ""),
        ("en", "every February 29 18:00", "2028-02-29T18:00", "FREQ=YEARLY"),
        ("en", "29 Feb 18:00", "2028-02-29T18:00", ""),
        ("en", "every week from Nov 20 18:00", "2026-11-20T18:00", "FREQ=WEEKLY;BYDAY=FR"),
        ("en", "every year on Nov 20 at 18:00", "2026-11-20T18:00", "FREQ=YEARLY"),
        ("es", "jueves 19 nov 18:00", "2026-11-19T18:00", ""),
        ("es", "20 de noviembre de 2026 a las 18:00", "2026-11-20T18:00", ""),
        ("es", "mañana a las 7 de la mañana", "2026-11-03T07:00", ""),
        ("es", "mar 18:00", "2026-11-03T18:00", ""),
        ("es", "3 mar 18:00", "2027-03-03T18:00", ""),
        ("es", "cada martes a las 7 de la tarde", "2026-11-03T19:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("es", "todos los martes y jueves 19:30", "2026-11-03T19:30", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("es", "último viernes de cada mes, 17:00", "2026-11-27T17:00", LAST_FRIDAY),
        ("es", "cada dos semanas los jueves a las 18:00", "2026-11-05T18:00", FORTNIGHTLY),
        ("it", "giovedì alle 18", "2026-11-05T18:00", ""),
        ("it", "venerdì 20 novembre ore 18", "2026-11-20T18:00", ""),
        ("it", "domani alle 9 di sera", "2026-11-03T21:00", ""),
        ("it", "ogni lunedì alle 18:30", "2026-11-02T18:30", "FREQ=WEEKLY;BYDAY=MO"),
        ("it", "il primo lunedì del mese alle 18:30", "2026-11-02T18:30", FIRST_MONDAY),
        ("ca", "dijous a les 18h", "2026-11-05T18:00", ""),
        ("ca", "demà 18.30", "2026-11-03T18:30", ""),
        ("ca", "20 de novembre de 2026 a les 18:00", "2026-11-20T18:00", ""),
        ("ca", "cada dimarts a les 19:00", "2026-11-03T19:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("ca", "el primer dilluns de cada mes a les 18h", "2026-11-02T18:00", FIRST_MONDAY),
        ("vi", "mỗi thứ Năm 20h", "2026-11-05T20:00", "FREQ=WEEKLY;BYDAY=TH"),
        ("vi", "20 tháng 11 lúc 7 giờ tối", "2026-11-20T19:00", ""),
        ("vi", "ngày mai 20h30", "2026-11-03T20:30", ""),
        ("vi", "thứ Năm tuần sau 20h", "2026-11-12T20:00", ""),
        ("vi", "thu 5 20h", "2026-11-05T20:00", ""),
        ("vi", "hàng tuần thứ bảy 9h sáng", "2026-11-07T09:00", "FREQ=WEEKLY;BYDAY=SA"),
        ("vi", "thứ Hai đầu tiên mỗi tháng 19 giờ", "2026-11-02T19:00", FIRST_MONDAY),
    ],
)  # fmt: skip
def test_people_write_as_they_speak(language, text, start, rule):
    meant = reading(text, language)
    assert isinstance(meant, Meant), meant
    assert meant.start == datetime.fromisoformat(start)
    assert str(meant.rule or "") == rule
    assert meant.zone is MADRID


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("03/04 18:00", ["2027-04-03T18:00", "2027-03-04T18:00"]),
        ("at 7 on friday", ["2026-11-06T19:00", "2026-11-06T07:00"]),
        ("jueves 20 nov 18:00", ["2026-11-20T18:00", "2026-11-19T18:00"]),
    ],
)
def test_what_may_mean_two_things_is_asked(text, choices):
    found = reading(text)
    assert isinstance(found, Ambiguous)
    assert [one.start.isoformat()[:16] for one in found.choices] == choices


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("today 8:00", "2026-11-03T08:00"),
        ("yesterday 6pm", "2026-11-08T18:00"),
        ("hôm qua 18:00", "2026-11-08T18:00"),
        ("Oct 20 6pm", "2026-11-03T18:00"),
        ("2020-01-01 18:00", "2026-11-04T18:00"),
    ],
)
def test_what_has_passed_is_refused_with_a_suggestion(text, suggestion):
    found = reading(text)
    assert isinstance(found, Past)
    assert found.suggestion.start == datetime.fromisoformat(suggestion)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Feb 30 18:00", "There is no 30/2"),
        ("31/11/2026 18:00", "There is no 31/11"),
        ("every friday 18:00 until 30 Feb", "There is no 30/2"),
        ("2031-11-02 18:00", "five years ahead"),
        ("20 Nov 9999 18:00", "five years ahead"),
        ("every friday 18:00 from 2040-01-06", "five years ahead"),
        ("friday", "At what time?"),
        ("", "At what time?"),
        ("gribble friday 18:00", "“gribble”"),
        ("friday 18:00-17:00", "before it begins"),
        ("25:00 friday", "25:00 is not a time"),
        ("friday 24:00", "two days"),
        ("friday 18:00 CST", "several time zones"),
        ("friday 18:00 Europe/Madird", "not a time zone"),
        ("20/11/2026 21/11/2026 18:00", "several dates"),
        ("friday 18:00 19:00 20:00", "more than two times"),
        ("every friday 18:00 0 times", "How many times"),
        ("every friday 18:00 20000 times", "How many times"),
    ],
)
def test_what_cannot_be_understood_is_said(text, words):
    found = reading(text)
    assert isinstance(found, NotUnderstood)
    assert words in found.why.say(ENGLISH)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2026-11-20 18:00-19:30", 90),
        ("6-8pm friday", 120),
        ("ogni lunedì dalle 18 alle 20", 120),
        ("viernes de 18:00 a 19:30", 90),
        ("friday 22:00 - 01:00", 180),
        ("friday 18:00 until 20:00", 120),
    ],
)
def test_an_end_may_be_written_with_the_start(text, minutes):
    found = reading(text)
    assert isinstance(found, Meant)
    assert found.minutes == minutes


def test_a_zone_that_is_written_counts():
    found = reading("Friday 18:00 america/new_york")
    assert isinstance(found, Meant)
    assert found.starts_at == datetime(2026, 11, 6, 23, tzinfo=UTC)


PATTERNS = {
    "en": "EEEE d MMMM yyyy",
    "es": "EEEE d 'de' MMMM 'de' yyyy",
    "it": "EEEE d MMMM yyyy",
    "ca": "EEEE d MMMM 'de' yyyy",
    "vi": "EEEE d MMMM yyyy",
}


@settings(deadline=None)
@given(
    st.sampled_from(sorted(PATTERNS)),
    st.dates(date(2026, 11, 3), date(2030, 12, 31)),
    st.times(),
)
def test_any_day_in_the_words_of_any_language_is_that_day(language, day, at):
    at = at.replace(second=0, microsecond=0)
    text = f"{format_date(day, PATTERNS[language], locale=language)} {at:%H:%M}"
    found = reading(text, language)
    assert isinstance(found, Meant), text
    assert found.start == datetime.combine(day, at)


@settings(deadline=None)
@given(st.sampled_from(sorted(PATTERNS)), st.integers(0, 6), st.integers(13, 23))
def test_every_weekday_in_the_words_of_any_language_repeats(language, number, hour):
    every = {"en": "every", "es": "cada", "it": "ogni", "ca": "cada", "vi": "mỗi"}[language]
    day = date(2026, 11, 2) + timedelta(days=number)
    found = reading(f"{every} {format_date(day, 'EEEE', locale=language)} {hour}h", language)
    assert isinstance(found, Meant)
    assert found.rule is not None
    assert [one.day for one in found.rule.weekdays] == [number]
    assert found.start.time() == time(hour)


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(WORDS),
            max_size=8,
        ).map(" ".join),
    )
)
def test_whatever_is_written_gets_an_answer_and_never_one_in_the_past(text):
    found = reading(text)
    if isinstance(found, Meant):
        assert found.starts_at > NOW
    elif isinstance(found, Past):
        assert found.suggestion.starts_at > NOW
    elif isinstance(found, Ambiguous):
        assert all(one.starts_at > NOW for one in found.choices)
    else:
        assert found.why.say(ENGLISH)
