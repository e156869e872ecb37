"""What the feature says: texts, buttons and lists, from facts alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import LANGUAGES
from bot.texts.service import Texts
from cogs.welcome import checklist, preview, render, report
from cogs.welcome.figures import Share, figures
from cogs.welcome.newcomer import Newcomer
from cogs.welcome.place import Place
from cogs.welcome.rota import Greeter
from cogs.welcome.settings import WelcomeSettings

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TEXTS = Texts.load(["bot", "cogs.welcome"])
NAMES = {7: "Cleo", 8: "*Bold* @everyone", **{number: f"N{number}" for number in range(20, 60)}}


def place(language: str = "en", **values: object) -> Place:
    settings = WelcomeSettings.model_validate({"channel": "#welcome", **values})
    return Place(
        guild_id=1,
        name="River_side*",
        zone=ZoneInfo("Europe/Madrid"),
        t=TEXTS.in_(language),
        settings=settings,
        name_of=NAMES.get,
        member=lambda _: None,
        channel_id=5,
    )


def test_names_of_people_and_servers_are_shown_as_they_are_written():
    message = render.greeting(place(greeting="{name} at {server}"), 8, None)
    assert message.text == r"\*Bold\* @" + "\u200b" + r"everyone at River\_side\*"


def test_the_greeting_pings_the_newcomer_and_a_greeter_who_wants_it():
    assert render.greeting(place(), 7, Greeter(8)).mention_users == (7,)
    assert render.greeting(place(), 7, Greeter(8, pings=True)).mention_users == (7, 8)


def test_a_greeter_who_wants_no_pings_is_named_without_a_mention():
    text = render.greeting(place(), 7, Greeter(20)).text
    assert "N20 is around today" in text
    assert "<@20>" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_its_greeting_in(language):
    for greeter in (None, Greeter(20)):
        text = render.greeting(place(language), 7, greeter).text
        assert "<@7>" in text
        assert "{" not in text


def test_a_greeting_that_calls_for_a_greeter_names_the_team_where_there_is_none():
    assert render.greeting(place(greeting="Ask {greeter}."), 7, None).text == "Ask The team."


@given(st.integers(0, 39))
def test_waves_name_up_to_three_people_and_count_the_others(count):
    wavers = list(range(20, 20 + count))
    line = render.greeting_waved(place(), 7, "Hi", wavers).text.partition("\n")[2]
    named = [waver for waver in wavers if f"N{waver}" in line]
    others = count - len(named)
    assert len(named) <= 3
    assert (f"{others} other" in line) == (others > 0)


def test_people_who_waved_and_left_are_counted_among_the_others():
    line = render.greeting_waved(place(), 7, "Hi", [20, 99]).text
    assert "Hello from N20 and 1 other 👋" in line


@given(st.lists(st.sampled_from(sorted(NAMES)), max_size=40, unique=True), st.text(max_size=2000))
def test_a_greeting_with_waves_always_fits(wavers, text):
    assert len(render.greeting_waved(place(), 7, text, wavers).text) <= 2000


def test_a_rush_is_greeted_by_ten_names_and_a_number_without_a_ping():
    message = render.together(place(), list(range(20, 37)))
    assert "N29" in message.text
    assert "N30" not in message.text
    assert "and 7 more" in message.text
    assert message.mention_users == ()


def test_the_usual_checklist_leads_only_to_what_is_there():
    here = place()
    names = [item.name for item in checklist.items(here, here.t)]
    assert names == ["guidelines", "look_around", "introduce", "ask"]
    onboarding = replace(here, has_onboarding=True)
    more = [item.name for item in checklist.items(onboarding, here.t, coming_up=["Party"])]
    assert more == ["guidelines", "roles", "guide", "introduce", "this_week", "ask"]


def test_links_to_discords_own_pages_are_written_as_discord_reads_them():
    here = replace(place(), has_onboarding=True)
    texts = [item.text for item in checklist.items(here, here.t)]
    assert any("<id:customize>" in text for text in texts)
    assert any("<id:guide>" in text for text in texts)


def test_own_steps_are_shown_in_the_readers_language_or_the_communitys():
    step = {"id": "tools", "text": {"en": "Tools", "es": "Herramientas"}}
    here = place(steps=("guidelines", "look_around", "ask", step))
    assert checklist.items(here, TEXTS.in_("es"))[-1].text == "Herramientas"
    assert checklist.items(here, TEXTS.in_("vi"))[-1].text == "Tools"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_checklist_fits_into_one_answer(language):
    t = TEXTS.in_(language)
    here = replace(place(), has_onboarding=True)
    items = checklist.items(here, t, summary="word " * 400, coming_up=["x" * 999] * 9)
    done = frozenset(item.name for item in items)
    message = render.checklist(here, t, items, done)
    assert len(message.embeds[0].text) <= 4096
    assert all(len(button.label) <= 80 for row in message.rows for button in row)


def test_done_is_said_in_words_and_not_by_colour_alone():
    here = place()
    items = checklist.items(here, here.t)
    message = render.checklist(here, here.t, items, frozenset({"ask"}))
    assert message.rows[1][0].label == "4. Ask for help: done"
    assert "**(done)**" in message.embeds[0].text


def test_a_note_names_people_and_pings_nobody():
    message = render.quiet_note(place(), date(2026, 11, 5), [8, 20])
    assert r"\*Bold\*" in message.text
    assert message.mention_users == ()
    assert "<@" not in message.text


def newcomer(user_id: int, **values: object) -> Newcomer:
    return Newcomer(**{"user_id": user_id, "joined_at": NOW, "ready_at": NOW, **values})


def test_the_figures_count_what_became_of_the_weeks_newcomers():
    minute = timedelta(minutes=1)
    week = [
        newcomer(1, greeted="alone", greeted_at=NOW + 5 * minute, oriented_at=NOW, source="abc"),
        newcomer(2, greeted="alone", greeted_at=NOW + 7 * minute, source="unknown"),
        newcomer(3, left_at=NOW),
        newcomer(4, is_returning=True),
    ]
    old = [
        newcomer(5, joined_at=NOW - timedelta(days=9), contributed_at=NOW - timedelta(days=3)),
        newcomer(6, joined_at=NOW - timedelta(days=9), contributed_at=NOW - timedelta(days=1)),
        newcomer(7, joined_at=NOW - timedelta(days=6), contributed_at=NOW),
    ]
    counted = figures(week, old, now=NOW)
    assert counted.joined == 3
    assert counted.time_to_greet == 6 * minute
    assert counted.oriented == Share(1, 2)
    assert counted.contributed == Share(1, 2)
    assert counted.sources == {"abc": 1, "unknown": 1}


@pytest.mark.parametrize(
    ("share", "said"),
    [(Share(0, 0), "n/a"), (Share(3, 4), "3 of 4"), (Share(3, 5), "60% (3 of 5)")],
)
def test_shares_of_few_people_are_told_as_counts(share, said):
    empty = figures([], [], now=NOW)
    told = report.status(TEXTS.in_("en"), replace(empty, oriented=share))
    assert f"Finished the checklist: {said}" in told.splitlines()


@given(st.lists(st.text(min_size=1, max_size=32), min_size=1, max_size=30))
def test_a_page_of_newcomers_fits_whatever_they_are_called(names):
    here = replace(place(), name_of=dict(enumerate(names)).get)
    rows = [report.Row(newcomer(number), 2, is_quiet=True) for number in range(len(names))]
    message = report.newcomers(here, here.t, rows, page=0)
    assert len(message.text) <= 2000


def test_a_page_beyond_the_last_shows_the_last():
    rows = [report.Row(newcomer(number), 0, is_quiet=False) for number in range(20, 32)]
    assert "page 2 of 2" in report.newcomers(place(), place().t, rows, page=9).text


def test_the_preview_fits_and_shows_every_kind_of_name():
    here = place(greeting="{name} " + "x" * 1500, welcome_back="Hello again, {name}")
    pages = preview.pages(here, here.t, 7)
    text = "\n".join(page.text for page in pages)
    assert all(len(page.text) <= 2000 for page in pages)
    assert all(escaped in text for escaped in (r"\*\*Bold\*\*", "🦊", "مرحبا", "Hello again, Cleo"))
    assert pages[0].rows
    assert all(page.mention_users == () for page in pages)
