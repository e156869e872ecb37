"""Which prompt is proposed, and when slots come."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.texts import LANGUAGES
from bot.times import WeeklyTimes
from cogs.prompts import policy
from cogs.prompts.library import shipped
from cogs.prompts.policy import Prompt
from cogs.prompts.settings import PromptsSettings

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
HALF_A_YEAR = NOW - timedelta(days=180)
TOOLS = Prompt("a", "Tools?", ("question", "tools"))
WINS = Prompt("b", "Wins?", ("wins",))
OWN = Prompt("own:1", "Ours?", ("question",), is_own=True)
REPAIR = Prompt("c", "Repaired?", ("question", "repair"))


def choose(*prompts, tags=("question",), theme="", last_used=None, taken=()):
    found = policy.ranked(
        prompts,
        tags=tags,
        theme=theme,
        last_used=last_used or {},
        taken=taken,
        not_after=HALF_A_YEAR,
    )
    return found[0].key if found else None


def test_a_slot_takes_what_has_one_of_its_tags():
    assert choose(WINS, TOOLS) == "a"
    assert choose(WINS, tags=("goals",)) is None
    assert choose(WINS, tags=()) == "b"


def test_the_theme_comes_first_then_ones_own_then_the_longest_unused():
    assert choose(TOOLS, OWN, REPAIR) == "own:1"
    assert choose(TOOLS, OWN, REPAIR, theme="repair") == "c"
    used = {"a": NOW - timedelta(days=300), "c": NOW - timedelta(days=400)}
    assert choose(TOOLS, REPAIR, last_used=used) == "c"


def test_what_was_posted_lately_or_is_taken_is_not_proposed():
    assert choose(TOOLS, REPAIR, last_used={"a": NOW - timedelta(days=179)}) == "c"
    assert choose(TOOLS, REPAIR, taken=("a", "c")) is None


@given(st.lists(st.integers(0, 19), min_size=1, max_size=40))
def test_prompts_are_never_repeated_within_the_time(picks):
    """Whatever was posted each day, what is proposed was not posted in the last half year."""
    library = shipped("en")
    used: dict[str, datetime] = {}
    for day, pick in enumerate(picks):
        used[library[pick].key] = NOW - timedelta(days=10 * day)
    found = policy.ranked(
        library, tags=(), theme="", last_used=used, taken=(), not_after=HALF_A_YEAR
    )
    assert all(used.get(one.key, HALF_A_YEAR) <= HALF_A_YEAR for one in found)


def test_another_goes_through_all_that_fit_and_begins_anew():
    prompts = [TOOLS, REPAIR, OWN]
    assert [policy.after(prompts, one.key).key for one in prompts] == ["c", "own:1", "a"]
    assert policy.after([TOOLS], "a") is None
    assert policy.after([TOOLS], "gone") == TOOLS


def test_a_month_of_a_year_beats_the_month_of_every_year():
    themes = {"11": "repair", "2026-11": "tools"}
    assert policy.theme_of(themes, date(2026, 11, 3)) == "tools"
    assert policy.theme_of(themes, date(2027, 11, 3)) == "repair"
    assert policy.theme_of(themes, date(2027, 12, 3)) == ""


def test_a_slot_comes_until_the_end_of_next_week():
    madrid = ZoneInfo("Europe/Madrid")
    wednesday = WeeklyTimes.parse("Wed 10:00")
    assert policy.coming(wednesday, NOW, madrid) == [
        datetime(2026, 11, 18, 9, tzinfo=UTC),
        datetime(2026, 11, 25, 9, tzinfo=UTC),
    ]
    sunday = datetime(2026, 11, 22, 22, tzinfo=UTC)
    assert policy.coming(wednesday, sunday, madrid) == [datetime(2026, 11, 25, 9, tzinfo=UTC)]


def test_somebody_is_new_for_a_month():
    assert policy.is_new(NOW - timedelta(days=29), NOW)
    assert not policy.is_new(NOW - timedelta(days=30), NOW)
    assert not policy.is_new(None, NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_twenty_prompts_are_shipped_in_every_language(language):
    prompts = shipped(language)
    english = {one.key: one.text for one in shipped("en")}
    assert len({one.key for one in prompts}) == len(prompts) >= 20
    assert all(0 < len(one.text) <= policy.LONGEST_PROMPT and one.tags for one in prompts)
    if language != "en":
        assert all(one.text != english[one.key] for one in prompts)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"channel": None}, "Name the channel"),
        ({"themes": {"November": "repair"}}, "Write a month"),
        ({"slots": ({"at": "Mon,Tue 10:00"},)}, "one day and one time"),
        ({"slots": ({"at": "Mon 10:00"}, {"at": "Mon 10:00", "tags": ("wins",)})}, "same time"),
    ],
)
def test_settings_that_do_not_fit_are_refused_with_a_reason(values, says):
    with pytest.raises(ValidationError) as problem:
        PromptsSettings.model_validate({"channel": "#general", **values})
    assert says in str(problem.value)
