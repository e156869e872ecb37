"""Seats, reminders and hours: pure decisions."""

import random
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.times import DailyWindow
from cogs.events import policy
from cogs.events.policy import Listing, Roster, Terms

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
START = NOW + timedelta(days=3)
HOUR = timedelta(hours=1)
MADRID = ZoneInfo("Europe/Madrid")
QUIET = DailyWindow(time(22), time(8))


def going(people: range, capacity: int | None = None, **more: object) -> tuple[Roster, Terms]:
    terms = Terms(START, capacity, **more)
    roster: Roster = {}
    for user_id in people:
        roster = policy.respond(roster, user_id, "going", terms, NOW)
    return roster, terms


def answers(roster: Roster) -> dict[int, str]:
    return {user_id: one.answer for user_id, one in roster.items()}


def test_seats_go_to_who_comes_first_and_the_others_wait_in_line():
    roster, _ = going(range(1, 5), capacity=2)
    assert answers(roster) == {1: "going", 2: "going", 3: "waiting", 4: "waiting"}
    assert [policy.place_in_line(roster, one) for one in (3, 4)] == [1, 2]


def test_pressing_twice_changes_nothing():
    roster, terms = going(range(1, 4), capacity=2)
    assert policy.respond(roster, 1, "going", terms, NOW) == roster
    assert policy.respond(roster, 3, "going", terms, NOW) == roster


def test_a_freed_seat_goes_to_who_waits_longest():
    roster, terms = going(range(1, 5), capacity=2)
    roster = policy.respond(roster, 1, "no", terms, NOW)
    assert answers(roster) == {1: "no", 2: "going", 3: "going", 4: "waiting"}


def test_an_offer_is_kept_for_a_while_and_then_goes_on():
    roster, terms = going(range(1, 5), capacity=2, offer_for=12 * HOUR)
    roster = policy.withdraw(roster, 1, terms, NOW)
    assert answers(roster) == {2: "going", 3: "offered", 4: "waiting"}
    roster = policy.fill(roster, terms, NOW + 11 * HOUR)
    assert roster[3].answer == "offered"
    roster = policy.fill(roster, terms, NOW + 12 * HOUR)
    assert answers(roster) == {2: "going", 3: "lapsed", 4: "offered"}
    taken = policy.respond(roster, 4, "going", terms, NOW + 13 * HOUR)
    assert taken[4].answer == "going"
    again = policy.respond(taken, 3, "going", terms, NOW + 13 * HOUR)
    assert again[3].answer == "waiting"


def test_shortly_before_the_beginning_a_seat_is_given_and_not_offered():
    roster, terms = going(range(1, 3), capacity=1, offer_for=12 * HOUR)
    roster = policy.withdraw(roster, 1, terms, START - 2 * HOUR)
    assert answers(roster) == {2: "going"}


def test_more_seats_let_people_move_up_in_order():
    roster, _ = going(range(1, 6), capacity=2)
    more = policy.fill(roster, Terms(START, 4), NOW)
    assert answers(more) == {1: "going", 2: "going", 3: "going", 4: "going", 5: "waiting"}
    assert [one.user_id for one in policy.moved_up(roster, more)] == [3, 4]


def test_fewer_seats_take_nobody_s_away():
    roster, _ = going(range(1, 5), capacity=4)
    fewer = Terms(START, 2)
    assert policy.fill(roster, fewer, NOW) == roster
    left = policy.respond(roster, 1, "no", fewer, NOW)
    assert policy.respond(left, 9, "going", fewer, NOW)[9].answer == "waiting"


def test_the_seats_of_hand_picked_events_are_given_by_hand_alone():
    roster, terms = going(range(1, 4), capacity=1, hand_picked=True)
    assert set(answers(roster).values()) == {"waiting"}
    picked = policy.pick(roster, 2, terms)
    assert picked is not None
    assert answers(picked) == {1: "waiting", 2: "going", 3: "waiting"}
    assert policy.pick(picked, 3, terms) is None
    assert answers(policy.withdraw(picked, 2, terms, NOW)) == {1: "waiting", 3: "waiting"}


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=5))
@example(seed=14336, capacity=4)  # the event begins in the middle of it
def test_whatever_people_do_seats_are_never_oversold_and_nobody_is_overtaken(seed, capacity):
    luck, now = random.Random(seed), NOW
    terms = Terms(START, capacity, offer_for=luck.choice((timedelta(), 12 * HOUR)))
    roster: Roster = {}
    for _ in range(60):
        now += timedelta(minutes=luck.randint(0, 120))
        user_id = luck.randint(1, 12)
        before = roster
        if luck.random() < 0.1:
            roster = policy.withdraw(roster, user_id, terms, now)
        else:
            wish = luck.choice(("going", "going", "maybe", "no"))
            roster = policy.respond(roster, user_id, wish, terms, now)
        seated = [one for one in roster.values() if one.answer in policy.HOLDS_A_SEAT]
        waiting = [one for one in roster.values() if one.answer == "waiting"]
        assert len(seated) <= capacity
        if now < START:  # after that nobody moves up
            assert not waiting or len(seated) == capacity, "no seat stays empty while people wait"
        for one in policy.moved_up(before, roster):
            assert all(one.turn < other.turn for other in waiting if other.user_id in before)


@pytest.mark.parametrize(
    ("before", "at"),
    [
        (timedelta(minutes=15), START - timedelta(minutes=15)),
        (timedelta(hours=24), START - timedelta(hours=24)),
    ],
)
def test_reminders_come_at_their_time(before, at):
    assert policy.reminder_at(START, before, quiet=None, zone=MADRID) == at


def test_an_early_reminder_waits_for_the_morning_and_a_late_one_does_not():
    evening = datetime(2026, 11, 5, 22, 30, tzinfo=MADRID)
    assert policy.reminder_at(evening, 24 * HOUR, quiet=QUIET, zone=MADRID) == datetime(
        2026, 11, 5, 8, tzinfo=MADRID
    )
    quarter = timedelta(minutes=15)
    assert policy.reminder_at(evening, quarter, quiet=QUIET, zone=MADRID) == evening - quarter
    early = datetime(2026, 11, 5, 8, 30, tzinfo=MADRID)
    assert policy.reminder_at(early, 2 * HOUR, quiet=QUIET, zone=MADRID) is None


def test_a_wish_of_one_s_own_counts_more_than_the_usual():
    assert policy.wants_reminder(None, (1440, 15), 15)
    assert not policy.wants_reminder([], (1440, 15), 15)
    assert policy.wants_reminder([60], (1440, 15), 60)


@pytest.mark.parametrize(
    ("status", "after", "becomes"),
    [
        ("planned", timedelta(minutes=-1), None),
        ("planned", timedelta(), "active"),
        ("planned", timedelta(minutes=59), "active"),
        ("planned", HOUR, "completed"),
        ("active", timedelta(minutes=30), None),
        ("active", HOUR, "completed"),
        ("cancelled", HOUR, None),
        ("completed", 2 * HOUR, None),
    ],
)
def test_the_clock_moves_an_occurrence_on(status, after, becomes):
    due = policy.by_the_clock(status, START, START + HOUR, START + after)
    assert (due and due.status) == becomes
    assert bool(due and due.says_it_begins) == (becomes == "active")


def test_old_announcements_are_written_anew_only_now_and_then():
    soon, minute = NOW + policy.GATHER, timedelta(minutes=1)
    assert policy.show_at(NOW, posted_at=NOW - minute, shown_at=NOW - minute) == soon
    long_ago = NOW - timedelta(days=1)
    assert policy.show_at(NOW, posted_at=long_ago, shown_at=long_ago) == soon
    waits = policy.show_at(NOW, posted_at=long_ago, shown_at=NOW - minute)
    assert waits == NOW - minute + policy.BETWEEN_EDITS
    assert policy.show_at(NOW, posted_at=long_ago, shown_at=None) == soon


def test_long_presence_or_a_press_counts_as_having_come():
    present = [(1, 600, False), (2, 599, False), (3, 0, True)]
    assert policy.came(present, timedelta(minutes=10)) == {1, 3}


def test_an_end_that_discord_does_not_keep_is_no_difference():
    ours = Listing("Call", "", START, START + HOUR, 5, "")
    assert policy.differences(ours, Listing("Call", "", START, None, 5, "")) == []
    theirs = Listing("Cake", "", START + HOUR, None, 5, "")
    assert policy.differences(ours, theirs) == ["name", "start"]


@pytest.mark.parametrize(
    ("came", "going", "in_channel", "asked"),
    [
        ({1}, {2}, True, {1}),
        ({1}, {2}, False, {1, 2}),
        (set(), {2}, True, {2}),
        (set(), set(), False, set()),
    ],
)
def test_those_who_came_look_back_or_those_who_meant_to_where_nobody_knows(
    came, going, in_channel, asked
):
    found = {
        user_id
        for user_id in (1, 2, 3)
        if policy.may_look_back(user_id, came=came, going=going, in_channel=in_channel)
    }
    assert found == asked
