"""A rush of joins: nobody is greeted one by one, staff hear once, one message greets those left."""

import pytest

from tests.cogs.welcome.house import House, house

__all__ = ["house"]
pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = pytest.mark.sandbox(rate_limits=False)


async def rush(house: House, count: int) -> list:
    people = [await house.town.person(f"Raider{number}") for number in range(count)]
    for person in people:
        await person.join()
    await house.settled()
    return people


async def test_thirty_joins_make_one_greeting_after_it_is_calm(house: House):
    await house.begin()
    people = await rush(house, 30)
    for person in people[:13]:
        await person.leave()
    await house.pass_time(minutes=9)
    assert house.texts() == []
    await house.pass_time(minutes=2)
    (greeting,) = house.texts()
    assert "Raider13" in greeting
    assert "and 7 more" in greeting
    assert house.posted()[0].mentions == []
    await house.pass_time(hours=2)
    assert len(house.texts()) == 1


async def test_staff_hear_of_a_rush_once(house: House):
    await house.begin()
    await rush(house, 15)
    await rush_later(house)
    (told,) = house.texts("#community-team")
    assert "11 people joined within 2 minutes" in told


async def rush_later(house: House) -> None:
    await house.pass_time(minutes=5)
    for number in range(100, 115):
        person = await house.town.person(f"Raider{number}")
        await person.join()
    await house.settled()


async def test_a_rush_lasts_as_long_as_people_keep_rushing_in(house: House):
    await house.begin()
    await rush(house, 15)
    await rush_later(house)
    await house.pass_time(minutes=9)
    assert house.texts() == []
    await house.pass_time(minutes=2)
    (greeting,) = house.texts()
    assert "and 20 more" in greeting


async def test_ten_joins_are_no_rush(house: House):
    await house.begin()
    await rush(house, 10)
    await house.pass_time(minutes=6)
    assert len(house.texts()) == 10
    assert house.texts("#community-team") == []


async def test_after_a_rush_nobody_is_greeted_where_the_settings_say_so(house: House):
    house.write("raid: {greet_together: false}")
    await house.begin()
    await rush(house, 15)
    await house.pass_time(hours=1)
    assert house.texts() == []
    cleo = await house.newcomer("Cleo")
    await house.pass_time(minutes=6)
    assert len(house.greetings(cleo)) == 1


async def test_a_restart_in_a_rush_changes_nothing(house: House):
    await house.begin()
    await rush(house, 15)
    await house.restart()
    await house.pass_time(minutes=5)
    await house.restart()
    await house.pass_time(hours=1)
    assert len(house.texts()) == 1
    assert len(house.texts("#community-team")) == 1


async def test_a_rush_while_the_bot_was_off_is_noticed(house: House):
    await house.begin()
    await house.end()
    for number in range(20):
        await house.town.person(f"Raider{number}", joins=True)
    await house.town.advance(hours=1)
    await house.begin()
    await house.pass_time(hours=1)
    assert len(house.texts()) == 1
    assert len(house.texts("#community-team")) == 1


async def test_who_passes_screening_after_the_rush_is_greeted_alone(house: House):
    await house.begin()
    slow = await house.newcomer("Sloane", pending=True)
    await rush(house, 15)
    await house.pass_time(minutes=15)
    await slow.accept_rules()
    await house.pass_time(minutes=6)
    assert len(house.greetings(slow)) == 1
    assert len(house.texts()) == 2


async def test_who_passes_screening_in_a_bunch_after_the_rush_is_greeted_together(house: House):
    await house.begin()
    people = [await house.town.person(f"Raider{number}") for number in range(15)]
    for person in people:
        await person.join(pending=True)
    await house.pass_time(minutes=15)
    assert house.texts() == []
    for person in people:
        await person.accept_rules()
    await house.pass_time(minutes=9)
    assert house.texts() == []
    await house.pass_time(minutes=2)
    (greeting,) = house.texts()
    assert "and 5 more" in greeting
    await house.pass_time(hours=2)
    assert len(house.texts()) == 1
    assert len(house.texts("#community-team")) == 1


async def test_a_rush_in_two_halves_is_greeted_twice_and_nobody_twice(house: House):
    await house.begin()
    await rush(house, 15)
    slow = [await house.town.person(f"Sloane{number}") for number in range(12)]
    for person in slow:
        await person.join(pending=True)
    await house.pass_time(minutes=15)
    (first,) = house.texts()
    assert "Sloane" not in first
    for person in slow:
        await person.accept_rules()
    await house.pass_time(minutes=15)
    _, second = house.texts()
    assert "Raider" not in second
    assert "Sloane0" in second
