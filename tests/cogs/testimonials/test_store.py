"""What is kept about testimonials, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.db import Database
from cogs.testimonials import asking, policy, searching, store
from cogs.testimonials.policy import Consent, Scope, Shown, State
from cogs.testimonials.searching import Wanted
from cogs.testimonials.store import Given, Testimonial
from cogs.testimonials.tables import metadata

GUILD = 10
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
async def house(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    return db


def said(text: str = "What a kind place.", **values: object) -> Testimonial:
    given = {
        "guild_id": GUILD,
        "number": 0,
        "author_id": 7,
        "display_name": "Bo",
        "handle": "bo",
        "original": text,
        "text": text,
        "source": "given",
        "captured_by": 7,
        "captured_at": NOW,
        "changed_at": NOW,
    }
    return Testimonial(**{**given, **values})


def consent(text: str, *, revision: int = 1, until: date | None = None) -> Given:
    return Given(
        consent=Consent(
            text_digest=policy.digest(text),
            scopes=frozenset({Scope.WEBSITE, Scope.SERVER}),
            shown=Shown.FIRST,
            with_picture=True,
            until=until,
        ),
        revision=revision,
        statement=policy.STATEMENT,
        language="ca",
        interaction_id=1 << 60,
        given_at=NOW,
    )


async def kept(house: Database, *new: Testimonial) -> list[Testimonial]:
    async with house.write() as tx:
        return [await store.add(tx, one) for one in new]


async def numbers(house: Database, wanted: Wanted, *, offset: int = 0, limit: int = 50):
    async with house.read() as tx:
        found, total = await searching.search(tx, GUILD, wanted, offset=offset, limit=limit)
        assert found == await searching.page(tx, GUILD, wanted, offset=offset, limit=limit)
        everything = await searching.page(tx, GUILD, wanted, offset=0, limit=50)
        assert total == len(everything)
    return [one.number for one in found]


async def test_numbers_count_for_each_guild_by_itself(house):
    found = await kept(house, said(), said("Another."), said(guild_id=GUILD + 1), said("Third."))
    assert [(one.guild_id - GUILD, one.number) for one in found] == [(0, 1), (0, 2), (1, 1), (0, 3)]


async def test_what_is_saved_is_found_again_but_not_from_another_guild(house):
    (one,) = await kept(house, said())
    full = replace(
        one,
        text="What a kind place it is. 👋",
        revision=2,
        channel_id=1 << 60,
        message_id=(1 << 60) + 1,
        asked_at=NOW,
        state=State.ASKED,
        affiliation="I sell lamps",
        avatar_url="https://cdn.example/a.png",
        tags=("happy", "lamps"),
    )
    async with house.write() as tx:
        await store.save(tx, full)
    async with house.read() as tx:
        assert await store.find(tx, GUILD, 1) == full
        assert await store.find(tx, GUILD + 1, 1) is None
        assert await searching.page(tx, GUILD + 1, Wanted(), offset=0, limit=5) == []
        assert await searching.search(tx, GUILD + 1, Wanted(words="kind"), offset=0, limit=5) == (
            [],
            0,
        )


async def test_a_search_wants_all_words_wherever_they_stand(house):
    await kept(
        house,
        said("The soldering workshop was WONDERFUL.", tags=("tuesday",)),
        said("A wonderful evening.", display_name="Ana"),
        said("100% soldering_iron."),
    )
    for words, expected in (
        ("wonderful", [2, 1]),
        ("Wonderful soldering", [1]),
        ("ana EVENING", [2]),
        ("workshop #tuesday", [1]),
        ("soldering #friday", []),
        ("0%", [3]),
        ("%", [3]),
        ("g_i", [3]),
        ("", [3, 2, 1]),
    ):
        assert await numbers(house, Wanted(words=words)) == expected, words
    assert await numbers(house, Wanted(words="wonderful", author_id=8)) == []
    assert await numbers(house, Wanted(state=State.APPROVED)) == []


async def test_pages_begin_with_the_latest(house):
    await kept(house, *(said(f"Kind words {number}") for number in range(5)))
    pages = [await numbers(house, Wanted(), offset=offset, limit=2) for offset in (0, 2, 4, 6)]
    assert pages == [[5, 4], [3, 2], [1], []]


async def test_all_that_somebody_has_said_is_gone_through_some_at_once(house):
    await kept(house, *(said(f"Words {n}", author_id=7 + n % 2) for n in range(10)))
    async with house.read() as tx:
        found = [one.number async for one in searching.by_author(tx, GUILD, 7, at_once=2)]
    assert found == [9, 7, 5, 3, 1]


async def test_the_same_words_of_the_same_author_are_known_until_they_are_taken_back(house):
    (one,) = await kept(house, said("What a kind place!"))
    async with house.write() as tx:
        assert await store.alike(tx, GUILD, 7, "what a KIND  place") == one
        assert await store.alike(tx, GUILD, 8, "What a kind place!") is None
        assert await store.alike(tx, GUILD + 1, 7, "What a kind place!") is None
        await store.save(tx, replace(one, state=State.WITHDRAWN))
        assert await store.alike(tx, GUILD, 7, "What a kind place!") is None


async def test_a_consent_is_found_until_it_is_withdrawn(house):
    (one,) = await kept(house, said())
    first, second = consent(one.text, until=TODAY), consent("Other words.", revision=2)
    async with house.write() as tx:
        await store.agree(tx, one, first, member_id=7)
        assert await store.consent_of(tx, one) == first
        await store.agree(tx, one, second, member_id=7)
        assert await store.consent_of(tx, one) == second
        await store.withdraw_consents(tx, one, NOW)
        assert await store.consent_of(tx, one) is None


async def test_overdue_is_what_waits_too_long_and_what_consent_does_not_cover_any_more(house):
    old = NOW - policy.ASK_WAITS - DAY
    found = await kept(
        house,
        said("Never asked about.", captured_at=old),
        said("Asked yesterday.", captured_at=old, state=State.ASKED, asked_at=NOW - DAY),
        said("Asked long ago.", captured_at=old, state=State.ASKED, asked_at=old),
        said("Over.", captured_at=old, state=State.PUBLISHED),
        said("Over tonight.", captured_at=old, state=State.APPROVED),
        said("Without an end.", captured_at=old, state=State.CONSENTED),
        said("Taken back.", captured_at=old, state=State.WITHDRAWN),
    )
    async with house.write() as tx:
        for number, until in ((4, TODAY - DAY), (5, TODAY), (6, None), (7, TODAY - DAY)):
            one = found[number - 1]
            await store.agree(tx, one, consent(one.text, until=until), member_id=7)
        overdue = await store.overdue(tx, NOW, TODAY)
    assert sorted(one.number for one in overdue) == [1, 3, 4]


async def test_what_was_agreed_to_streams_in_order_with_its_consent(house):
    states = (State.APPROVED, State.CONSENTED, State.PUBLISHED, State.APPROVED, State.PUBLISHED)
    found = await kept(house, *(said(f"Words {at}", state=one) for at, one in enumerate(states)))
    await kept(house, said(guild_id=GUILD + 1, state=State.APPROVED))
    async with house.write() as tx:
        for one in found[:-1]:
            await store.agree(tx, one, consent(one.text), member_id=7)
    async with house.read() as tx:
        streamed = [
            (one.number, given and given.consent.text_digest == policy.digest(one.text))
            async for one, given in store.agreed(tx, GUILD, at_once=2)
        ]
    assert streamed == [(1, True), (3, True), (4, True), (5, None)]


async def test_whoever_does_not_want_to_be_asked_is_not_asked(house):
    async with house.write() as tx:
        assert await asking.may_ask(tx, GUILD, 7)
        await asking.never_ask(tx, GUILD, 7, NOW)
        await asking.never_ask(tx, GUILD, 7, NOW + DAY)
        assert not await asking.may_ask(tx, GUILD, 7)
        assert await asking.may_ask(tx, GUILD + 1, 7)
        await asking.ask_again(tx, GUILD, 7)
        assert await asking.may_ask(tx, GUILD, 7)


async def test_what_is_emptied_leaves_no_words_and_keeps_its_number(house):
    (one,) = await kept(house, said("Secret thanks."))
    async with house.write() as tx:
        await store.note(tx, one, "edit", by=8, now=NOW, detail="Secret thanks, misspelt.")
        await store.empty(tx, one)
        left = await store.find(tx, GUILD, 1)
        told = await store.story(tx, one)
    assert left is not None
    assert "Secret" not in f"{left}{told}"
    assert (left.number, left.author_id, left.tags) == (1, None, ())
    (new,) = await kept(house, said())
    assert new.number == 2
