"""Names and titles as something that can be flagged."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Author
from cogs.guidelines.names import Names, about_name

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def person(name: str = "Mia", user_id: int = 1) -> Author:
    return Author(user_id, is_human=True, name=name)


def test_a_name_is_new_until_it_has_been_examined() -> None:
    names = Names()
    seen = [names.is_new(1, person(name)) for name in ("Mia", "Mia", "Rex", "Mia")]
    assert seen == [True, False, True, True]
    assert names.is_new(1, person(user_id=2))
    assert names.is_new(2, person())
    names.forget(1)
    assert names.is_new(1, person())
    assert not names.is_new(2, person())


def test_only_so_many_names_are_remembered() -> None:
    names = Names(most=3)
    for user_id in range(10):
        names.is_new(1, person(user_id=user_id))
    assert len(names) == 3


def test_a_name_has_an_id_of_its_own_and_always_the_same() -> None:
    ids = {
        about_name(guild_id, person(name, user_id), NOW).message_id
        for guild_id in (1, 2)
        for name in ("Mia", "Rex")
        for user_id in (1, 2)
    }
    assert len(ids) == 8
    assert about_name(1, person(), NOW).message_id == about_name(1, person(), NOW).message_id


@given(st.text(st.characters(categories=["L", "M", "S", "C"]), max_size=40))
def test_any_name_can_be_kept(name: str) -> None:
    assert 0 <= about_name(1, person(name), NOW).message_id < 2**63
