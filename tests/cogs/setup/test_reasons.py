"""What staff are told of effects that cannot take place."""

import pytest

from bot.signals import EffectHindered
from bot.texts import Translation
from bot.texts.catalogues import Wordings
from cogs.setup.reasons import told
from cogs.welcome import FEATURE as WELCOME

ENGLISH = Translation("en", Wordings())


def say(code: str, detail: str = "", kind: str = "welcome.greeting", feature=WELCOME) -> str:
    hindered = EffectHindered(guild_id=1, feature="welcome", kind=kind, code=code, detail=detail)
    return told(hindered, feature, "Steward", ENGLISH)


def test_a_missing_permission_is_told_with_its_place_and_the_way_to_grant_it():
    assert say("missing_permission", "Send Messages in Threads, Embed Links in #wel_come") == (
        "The bot cannot greet a newcomer (welcome): it lacks Send Messages in Threads and Embed "
        "Links in #wel\\_come.\n"
        "What to do: Open #wel\\_come → Edit Channel → Permissions, add Steward and allow: Send "
        "Messages in Threads and Embed Links. The bot looks again every ten minutes, for a day.\n"
        "/doctor shows everything that is in the way."
    )


@pytest.mark.parametrize(
    ("code", "detail", "why", "fix"),
    [
        ("missing_permission", "Manage Roles", "it lacks Manage Roles on this", "Roles → Steward"),
        ("role_too_high", "@Mods stands above the bot's own role", "@Mods stands", "drag Steward"),
        ("needs_community", "…", "only Community servers", "Enable Community"),
        ("channel_gone", "channel 5 does not exist", "channel does not exist", "with /setup"),
        ("tag_required", "#help", "takes no post without a tag", "no longer require tags"),
        ("too_many_threads", "", "as many open threads", "looks again every ten minutes"),
        ("dm_too_fast", "", "too many private messages", "Nothing has to be done"),
        ("role_gone", "", "the role does not exist", "with /setup"),
        ("503", "Discord is having trouble", "in trouble for too long", "by hand"),
        ("connection", "", "in trouble for too long", "by hand"),
        ("50035", "Invalid Form Body", "Discord refuses it (Invalid Form Body)", "/doctor knows"),
        ("forbidden", "", "Discord refuses it (forbidden)", "/doctor knows"),
    ],
)
def test_every_reason_has_its_words_and_its_fix(code, detail, why, fix):
    first, second, _ = say(code, detail).split("\n")
    assert why in first
    assert fix in second


@pytest.mark.parametrize("feature", [None, WELCOME])
def test_an_effect_that_no_feature_speaks_of_is_told_in_general_words(feature):
    assert "cannot do part of its work (welcome)" in say("500", kind="welcome.new", feature=feature)


def test_names_keep_their_letters_and_ping_nobody():
    text = say("role_too_high", "@everyone **x** stands above the bot's own role")
    assert "@everyone" not in text
    assert "**x**" not in text


def test_what_discord_says_at_length_still_fits_into_a_message():
    assert len(say("50035", "x" * 5000)) <= 2000
