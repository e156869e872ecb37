"""What becomes of newcomers: the decisions, case by case."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.welcome import policy
from cogs.welcome.newcomer import MemberFacts, Newcomer, Stage
from cogs.welcome.rota import Greeter, greeter_of
from cogs.welcome.settings import WelcomeSettings

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SINCE = NOW - timedelta(days=100)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def settings(**values: object) -> WelcomeSettings:
    return WelcomeSettings.model_validate({"channel": "#welcome", **values})


def facts(**values: object) -> MemberFacts:
    return MemberFacts(**{"user_id": 7, "joined_at": NOW, **values})


def newcomer(**values: object) -> Newcomer:
    return Newcomer(**{"user_id": 7, "joined_at": NOW, "ready_at": NOW, **values})


def met(known: Newcomer | None, member: MemberFacts, now: datetime = NOW) -> Newcomer | None:
    return policy.met(known, member, since=SINCE, now=now, settings=settings())


def next_step(who: Newcomer, now: datetime, *, is_staff=False, rush_is_on=False, **values):
    return policy.next_step(
        who, is_staff=is_staff, rush_is_on=rush_is_on, now=now, settings=settings(**values)
    )


def test_a_member_without_gates_is_ready_on_joining():
    assert met(None, facts()).stage is Stage.READY


def test_a_member_goes_through_screening_and_onboarding_to_ready():
    waiting = met(None, facts(pending=True, awaits_onboarding=True))
    choosing = met(waiting, facts(awaits_onboarding=True), NOW + MINUTE)
    ready = met(choosing, facts(), NOW + 2 * MINUTE)
    assert [waiting.stage, choosing.stage, ready.stage] == [
        Stage.SCREENING,
        Stage.ONBOARDING,
        Stage.READY,
    ]
    assert ready.ready_at == NOW + 2 * MINUTE


def test_onboarding_is_not_waited_for_longer_than_the_settings_say():
    choosing = met(None, facts(awaits_onboarding=True))
    assert met(choosing, facts(awaits_onboarding=True), NOW + 29 * MINUTE).ready_at is None
    assert met(choosing, facts(awaits_onboarding=True), NOW + 30 * MINUTE).ready_at is not None


def test_the_patience_with_onboarding_begins_after_screening():
    waiting = met(None, facts(pending=True, awaits_onboarding=True))
    choosing = met(waiting, facts(awaits_onboarding=True), NOW + 29 * MINUTE)
    assert met(choosing, facts(awaits_onboarding=True), NOW + 58 * MINUTE).ready_at is None


def test_screening_is_waited_for_as_long_as_it_takes():
    waiting = met(None, facts(pending=True))
    assert met(waiting, facts(pending=True), NOW + 30 * DAY).stage is Stage.SCREENING


@pytest.mark.parametrize(
    "member",
    [
        facts(is_bot=True),
        facts(is_guest=True),
        facts(is_staff=True),
        facts(joined_at=SINCE - timedelta(seconds=1)),
        facts(joined_at=NOW - 25 * HOUR),
    ],
)
def test_bots_guests_staff_and_those_who_were_there_are_no_newcomers(member):
    assert met(None, member) is None


def test_a_guest_who_becomes_a_member_is_a_newcomer():
    assert met(None, facts(is_guest=True)) is None
    assert met(None, facts(is_guest=False), NOW + HOUR) is not None


def test_meeting_somebody_twice_changes_nothing():
    once = met(None, facts())
    assert met(once, facts(), NOW + HOUR) == once


def test_who_left_ungreeted_and_comes_back_is_greeted_as_new():
    gone = newcomer(left_at=NOW + MINUTE)
    back = met(gone, facts(joined_at=NOW + HOUR, came_before=True), NOW + HOUR)
    assert (back.visits, back.is_returning, back.left_at) == (2, False, None)
    assert next_step(back, NOW + 2 * HOUR) == "greet"


def test_who_was_greeted_and_comes_back_is_not_greeted_again():
    gone = newcomer(greeted="alone", left_at=NOW + DAY)
    back = met(gone, facts(joined_at=NOW + 2 * DAY), NOW + 2 * DAY)
    assert back.is_returning
    assert next_step(back, NOW + 3 * DAY) == "nothing"


def test_a_return_that_was_not_seen_leaving_counts_as_a_return():
    there = newcomer(greeted="alone")
    assert met(there, facts(joined_at=NOW + DAY), NOW + DAY).visits == 2


def test_who_has_been_a_member_before_we_came_is_welcomed_back_at_most():
    back = met(None, facts(came_before=True))
    assert next_step(back, NOW + HOUR) == "nothing"
    assert next_step(back, NOW + HOUR, welcome_back="Hello again") == "welcome_back"


def test_a_return_is_welcomed_once():
    back = newcomer(is_returning=True, visits=3, welcomed_back=3)
    assert next_step(back, NOW + HOUR, welcome_back="Hello again") == "nothing"
    assert next_step(replace(back, visits=4), NOW + HOUR, welcome_back="Hello") == "welcome_back"


def test_a_return_after_a_ban_is_silent():
    back = newcomer(banned_at=NOW - DAY)
    assert next_step(back, NOW + HOUR, welcome_back="Hello again") == "nothing"


def test_the_greeting_comes_after_the_quiet_delay_and_not_before():
    assert next_step(newcomer(), NOW + 5 * MINUTE - timedelta(seconds=1)) == "wait"
    assert next_step(newcomer(), NOW + 5 * MINUTE) == "greet"


def test_the_greeting_comes_at_once_for_those_who_speak_first():
    spoken = policy.spoke(newcomer(), message_id=1, at=NOW, day=NOW.date(), settings=settings())
    assert next_step(spoken, NOW) == "greet"


def test_a_message_of_an_earlier_visit_does_not_hasten_the_greeting():
    back = newcomer(joined_at=NOW, contributed_at=NOW - DAY)
    assert next_step(back, NOW) == "wait"


@pytest.mark.parametrize(
    "who",
    [
        newcomer(ready_at=None),
        newcomer(left_at=NOW),
        newcomer(greeted="alone"),
        newcomer(greeted="together"),
        newcomer(greeted="not"),
    ],
)
def test_nothing_is_said_to_those_who_are_not_ready_gone_or_greeted(who):
    assert next_step(who, NOW + HOUR) == "nothing"


def test_staff_are_not_greeted():
    assert next_step(newcomer(), NOW + HOUR, is_staff=True) == "nothing"


def test_a_greeting_that_could_not_be_sent_for_a_day_is_given_up():
    assert next_step(newcomer(), NOW + 24 * HOUR) == "greet"
    assert next_step(newcomer(), NOW + 25 * HOUR) == "nothing"


def test_greetings_are_held_only_for_those_who_joined_in_the_rush():
    assert next_step(newcomer(rush=NOW), NOW + HOUR, rush_is_on=True) == "hold"
    assert next_step(newcomer(), NOW + HOUR, rush_is_on=True) == "greet"
    assert next_step(newcomer(rush=NOW), NOW + HOUR) == "greet"


def test_settling_takes_messages_on_different_days():
    one, who = settings(), newcomer()
    for number in (1, 2, 3):
        who = policy.spoke(who, message_id=number, at=NOW, day=date(2026, 11, 2), settings=one)
    assert who.stage is Stage.CONTRIBUTED
    who = policy.spoke(who, message_id=4, at=NOW + DAY, day=date(2026, 11, 3), settings=one)
    assert (who.stage, who.settled_at) == (Stage.SETTLED, NOW + DAY)


def test_the_same_message_counts_once():
    first = policy.spoke(newcomer(), message_id=5, at=NOW, day=NOW.date(), settings=settings())
    again = policy.spoke(first, message_id=5, at=NOW, day=NOW.date(), settings=settings())
    assert again == first
    assert first.contributions == 1


def test_who_writes_has_passed_the_gates():
    choosing = newcomer(ready_at=None, gate="onboarding", gate_since=NOW)
    spoken = policy.spoke(choosing, message_id=5, at=NOW, day=NOW.date(), settings=settings())
    assert (spoken.ready_at, spoken.gate) == (NOW, "")


def test_a_fresh_greeting_is_taken_back_and_an_older_one_stays():
    greeted = newcomer(greeted="alone", greeting_at=NOW, greeted_at=NOW)
    assert policy.takes_back(greeted, now=NOW + 10 * MINUTE)
    assert not policy.takes_back(greeted, now=NOW + 11 * MINUTE)
    assert policy.takes_back(replace(greeted, greeted_at=None), now=NOW + HOUR), "still to come"
    assert not policy.takes_back(newcomer(), now=NOW)
    assert not policy.takes_back(replace(greeted, greeted="together"), now=NOW)


def test_the_busiest_stretch_is_found_with_its_beginning():
    joins = [NOW, NOW + HOUR, NOW + HOUR + MINUTE, NOW + HOUR + 2 * MINUTE, NOW + 3 * HOUR]
    assert policy.busiest(joins, 2 * MINUTE) == (3, NOW + HOUR)
    assert policy.busiest([], 2 * MINUTE) == (0, None)


@given(st.lists(st.integers(0, 600), max_size=40), st.integers(1, 120))
def test_the_busiest_stretch_holds_as_many_as_counting_one_by_one(seconds, within):
    joins = [NOW + timedelta(seconds=second) for second in seconds]
    most, _ = policy.busiest(joins, timedelta(seconds=within))
    assert most == max((sum(0 <= b - a <= within for b in seconds) for a in seconds), default=0)


def test_newcomers_are_quiet_after_three_days_without_a_word():
    after = timedelta(hours=72)
    assert not policy.is_quiet(newcomer(), now=NOW + after - MINUTE, after=after)
    assert policy.is_quiet(newcomer(), now=NOW + after, after=after)
    assert not policy.is_quiet(newcomer(contributed_at=NOW), now=NOW + after, after=after)
    assert not policy.is_quiet(newcomer(left_at=NOW), now=NOW + after, after=after)
    assert not policy.is_quiet(newcomer(is_returning=True), now=NOW + after, after=after)
    assert not policy.is_quiet(newcomer(), now=NOW + 40 * DAY, after=after)


def test_greeters_take_turns_by_date():
    rota = [Greeter(1), Greeter(2), Greeter(3)]
    days = [date(2026, 11, 2) + n * DAY for n in range(6)]
    turns = [greeter_of(day, rota, {1, 2, 3}).user_id for day in days]
    assert turns[:3] == turns[3:]
    assert sorted(turns[:3]) == [1, 2, 3]


def test_greeters_who_are_away_or_have_left_are_passed_over():
    day = date(2026, 11, 2)
    rota = [Greeter(1, away_until=day + DAY), Greeter(2), Greeter(3)]
    assert {greeter_of(day + n * DAY * 0, rota, {1, 3}).user_id for n in range(3)} == {3}
    assert greeter_of(day + DAY, [rota[0]], {1}).user_id == 1
    assert greeter_of(day, rota, set()) is None


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"a": 1, "b": 2}, {"a": 2, "b": 2}, "a"),
        ({"a": 1}, {"a": 1, "new": 1}, "new"),
        ({"a": 1, "b": 2}, {"a": 2, "b": 3}, "unknown"),
        ({"a": 1}, {"a": 3}, "unknown"),
        ({"a": 1}, {"a": 1}, "unknown"),
        ({"a": 1}, {}, "unknown"),
    ],
)
def test_an_invite_is_named_only_when_exactly_one_was_used_once(before, after, told):
    assert policy.invite_used(before, after) == told


def test_who_was_never_greeted_comes_back_as_a_newcomer():
    planned = newcomer(greeted="alone", greeting_at=NOW, greeting_visit=1, greeting_text="Hi")
    gone = replace(policy.never_greeted(planned), left_at=NOW)
    back = met(gone, facts(joined_at=NOW + HOUR), NOW + HOUR)
    assert (back.visits, back.is_returning) == (2, False)
    assert policy.is_ungreeted(back)


GREETED = {"greeted": "alone", "greeting_at": NOW, "greeted_at": NOW}


@pytest.mark.parametrize(
    ("known", "member", "minutes", "rush_is_on", "values", "expected"),
    [
        (None, {}, 0, False, {}, True),
        (None, {"is_bot": True}, 0, False, {}, False),
        (None, {"is_staff": True}, 0, False, {}, False),
        (None, {"joined_at": NOW - 2 * DAY}, 0, False, {}, False),
        ({"ready_at": None, "gate": "screening"}, {"pending": True}, 30, False, {}, False),
        ({"ready_at": None, "gate": "screening"}, {}, 30, False, {}, True),
        ({"gate": "onboarding"}, {"awaits_onboarding": True}, 29, False, {}, False),
        ({"gate": "onboarding"}, {"awaits_onboarding": True}, 30, False, {}, True),
        ({}, {}, 4, False, {}, False),
        ({}, {}, 5, False, {}, True),
        ({}, {"is_staff": True}, 5, False, {}, False),
        ({"rush": NOW}, {}, 5, True, {}, False),
        ({"rush": NOW}, {}, 5, False, {}, True),
        ({}, {}, 25 * 60, False, {}, False),
        (GREETED, {}, 5, False, {}, False),
        ({**GREETED, "left_at": NOW}, {"joined_at": NOW + MINUTE}, 1, False, {}, True),
        ({"is_returning": True}, {}, 5, False, {}, False),
        ({"is_returning": True}, {}, 5, False, {"welcome_back": "Hi {name}"}, True),
        ({"is_returning": True, "banned_at": NOW}, {}, 5, False, {"welcome_back": "Hi"}, False),
    ],
)
def test_the_sweep_attends_to_those_alone_for_whom_there_is_something_to_do(
    known, member, minutes, rush_is_on, values, expected
):
    if known is not None and known.get("gate"):
        known = {"ready_at": None, "gate_since": NOW, **known}
    attends = policy.needs_attention(
        None if known is None else newcomer(**known),
        facts(**member),
        since=SINCE,
        rush_is_on=rush_is_on,
        now=NOW + minutes * MINUTE,
        settings=settings(**values),
    )
    assert attends is expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"rush": NOW}, True),
        ({"rush": NOW, "ready_at": None, "gate": "screening"}, False),
        ({"rush": NOW, **GREETED}, False),
        ({"rush": NOW, "is_returning": True}, False),
        ({"rush": None}, False),
    ],
)
def test_a_rush_holds_those_of_its_people_who_are_ready_and_not_greeted(known, expected):
    member = facts(pending=bool(known.get("gate")))
    held = policy.is_held(newcomer(**known), member, now=NOW + MINUTE, settings=settings())
    assert held is expected
