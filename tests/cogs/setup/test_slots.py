"""What a feature asks for is read from its settings model alone."""

import pytest

from cogs.setup.slots import Slot, channel_name, community_slots, slots_of
from tests.cogs.setup.builders import GREET, PLAIN


def slot(name: str) -> Slot:
    return next(slot for slot in slots_of(GREET) if slot.name == name)


def test_a_channel_setting_is_a_slot_with_the_name_of_its_example():
    found = slot("channel")
    assert found.path == ("features", "greet", "channel")
    assert (found.what, found.suggested, found.needed, found.many) == (
        "channel",
        "welcome",
        True,
        False,
    )


def test_what_is_needed_is_asked_for_first():
    assert slots_of(GREET)[0].name == "channel"


def test_a_list_of_roles_takes_several():
    found = slot("helpers")
    assert (found.what, found.many, found.suggested) == ("role", True, "Helpers")


def test_the_kind_of_channel_comes_from_the_example():
    assert slot("watch").kind == "forum"


def test_the_kind_of_channel_comes_from_a_mark():
    assert slot("noticeboard").kind == "announcement"


def test_the_community_has_a_channel_for_staff():
    (found,) = community_slots()
    assert (found.name, found.suggested) == ("staff_channel", "community-team")
    assert found.staff_only
    assert not found.needed


def test_a_setting_inside_of_a_group_is_found_with_its_marks():
    found = slot("digest.channel")
    assert found.dotted == "features.greet.digest.channel"
    assert found.staff_only


def test_a_feature_without_channels_asks_for_nothing():
    assert slots_of(PLAIN) == ()


@pytest.mark.parametrize(
    ("written", "name"),
    [("Welcome", "welcome"), ("kind  words", "kind-words"), (" a - b ", "a-b")],
)
def test_names_are_written_as_discord_writes_them(written: str, name: str):
    assert channel_name(written) == name
