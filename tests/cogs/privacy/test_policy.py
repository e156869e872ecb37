"""What members are told is kept and what stays."""

import io
import zipfile

from bot.features import Feature, PersonalData
from bot.settings import FeatureSettings
from cogs.privacy.policy import what_is_kept, what_stays
from cogs.privacy.render import LARGEST_FILE, for_discord

CORE = (PersonalData("core_outbox", "What was written.", "To write once.", "30 days."),)


async def nothing(*_):
    return None


def feature(name, *data):
    return Feature(
        name=name,
        summary=f"{name} does things.",
        settings=FeatureSettings,
        intents=frozenset(),
        export_member=nothing,
        forget_member=nothing,
        personal_data=data,
    )


CASES = PersonalData("desk_cases", "Cases.", "Fairness.", "A year.", stays="Bans, to keep them.")
GOALS = PersonalData("weekly_goals", "Goals.", "To show them.", "A year.")


def test_the_core_comes_first_and_only_features_in_use_that_keep_something_follow():
    features = [feature("desk", CASES), feature("quiet"), feature("weekly", GOALS)]
    found = what_is_kept(CORE, features, {"quiet", "weekly"})
    assert [section.name for section in found] == ["", "weekly"]
    assert found[0].kept == CORE
    assert found[1].kept == (GOALS,)


def test_what_stays_is_told_once_also_of_features_that_are_off():
    features = [feature("desk", CASES, CASES), feature("weekly", GOALS)]
    assert what_stays(features) == ["Bans, to keep them."]
    assert what_stays([feature("weekly", GOALS)]) == []


def test_what_is_too_large_for_discord_is_packed():
    assert for_discord("mine.json", b"{}") == ("mine.json", b"{}")
    much = b"[]" * LARGEST_FILE
    name, packed = for_discord("mine.json", much)
    assert len(packed) < LARGEST_FILE
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert (name, archive.read("mine.json")) == ("mine.json.zip", much)
