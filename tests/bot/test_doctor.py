"""From facts about a guild to what the doctor says."""

from dataclasses import replace
from typing import Any

import pytest

from bot.doctor import Facts, Finding, Severity, examine
from bot.doctor.facts import Active, Channel, Commands, Guild, Intents, Role, Waiting
from bot.doctor.report import as_data, pages
from bot.features import Feature, PermissionNeed
from bot.settings.document import Community, FeatureSettings, Staff
from bot.settings.problems import Problem
from bot.settings.types import ChannelRef, RoleRef
from bot.texts import Translation
from bot.texts.catalogues import Wordings

EVERYTHING = frozenset({"view_channel", "send_messages", "embed_links", "manage_roles"})
ENGLISH = Translation("en", Wordings())
BOT_ROLE = Role(90, "Steward", 5, managed=True)


class GreetSettings(FeatureSettings):
    """Settings of a feature for these tests."""

    channel: ChannelRef = ChannelRef(name="welcome")
    also: tuple[ChannelRef, ...] = ()
    role: RoleRef | None = None


async def _export(*_: Any) -> dict[str, Any]:
    return {}


async def _forget(*_: Any) -> None:
    return None


GREET = Feature(
    name="greet",
    summary="Greets people.",
    settings=GreetSettings,
    intents=frozenset({"guilds", "members"}),
    degrades={"members": "Nobody is greeted on arrival."},
    permissions=(
        PermissionNeed("send_messages", "It writes the greeting.", "channel"),
        PermissionNeed("embed_links", "The greeting has an embed.", "channel"),
        PermissionNeed("manage_roles", "It gives a role.", "role"),
    ),
    export_member=_export,
    forget_member=_forget,
)


def channel(channel_id: int, name: str, *, kind: str = "text", **options: Any) -> Channel:
    return Channel(channel_id, name, kind, options.pop("held", EVERYTHING), **options)


def facts(**changes: Any) -> Facts:
    guild = Guild(
        id=1,
        name="Riverside",
        permissions=changes.pop("permissions", EVERYTHING),
        top_role=BOT_ROLE,
        channels=changes.pop("channels", (channel(10, "welcome"),)),
        roles=(*changes.pop("roles", ()), BOT_ROLE),
        locale=changes.pop("locale", "en-US"),
    )
    settings = GreetSettings(**changes.pop("settings", {}))
    standard: dict[str, Any] = {
        "guild": guild,
        "active": (Active(GREET, settings),),
        "community": Community(),
        "language": "en",
        "zone": "Europe/Madrid",
        "intents": Intents(frozenset({"members"}), frozenset({"members"})),
        "commands": Commands(frozenset({"setup"}), frozenset({"setup"})),
    }
    return Facts(**(standard | changes))


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, [finding.what.say(ENGLISH) for finding in findings]
    return findings[0]


@pytest.mark.parametrize("held", [EVERYTHING, EVERYTHING - {"send_messages"}])
def test_the_community_s_own_channel_is_checked_for_the_feature_that_needs_it(
    held: frozenset[str],
) -> None:
    need = PermissionNeed("send_messages", "To tell staff.", "community.staff_channel")
    feature = replace(GREET, permissions=(need,))
    found = examine(
        facts(
            community=Community(staff_channel=ChannelRef(name="team")),
            active=(Active(feature, GreetSettings()),),
            channels=(channel(10, "welcome"), channel(11, "team", held=held)),
        )
    )
    missing = [each.where for each in found if each.code == "permission_missing"]
    assert missing == ([] if held == EVERYTHING else ["#team"])


def test_a_guild_in_order_has_no_findings() -> None:
    assert examine(facts()) == []


def test_a_permission_that_a_channel_lacks_is_an_error_with_the_clicks_to_grant_it() -> None:
    held = EVERYTHING - {"send_messages", "embed_links"}
    found = only(examine(facts(channels=(channel(10, "welcome", held=held),))))
    assert (found.severity, found.code, found.where) == (
        Severity.ERROR,
        "permission_missing",
        "#welcome",
    )
    assert "Send Messages and Embed Links" in found.what.say(ENGLISH)
    assert "It writes the greeting." in found.what.say(ENGLISH)
    assert found.fix.say(ENGLISH) == (
        "Open #welcome → Edit Channel → Permissions, add Steward and allow: "
        "Send Messages and Embed Links."
    )


def test_a_permission_for_the_whole_server_names_the_bots_own_role() -> None:
    wide = Feature(
        name="desk",
        summary="",
        settings=GreetSettings,
        intents=frozenset(),
        permissions=(PermissionNeed("moderate_members", "It pauses people."),),
        export_member=_export,
        forget_member=_forget,
    )
    found = only(examine(facts(active=(Active(wide, GreetSettings()),))))
    assert (
        found.fix.say(ENGLISH)
        == "Under Server Settings → Roles → Steward switch on: Moderate Members."
    )


def test_an_administrator_lacks_nothing_and_is_told_that_this_is_more_than_needed() -> None:
    held = frozenset({"administrator"})
    found = only(examine(facts(permissions=held, channels=(channel(10, "welcome", held=held),))))
    assert (found.severity, found.code) == (Severity.INFO, "administrator")


def test_a_channel_that_does_not_exist_comes_with_a_guess() -> None:
    found = only(examine(facts(settings={"channel": ChannelRef(name="welcom")})))
    assert found.code == "channel_unknown"
    assert found.where == "features.greet.channel"
    assert "Did you mean #welcome?" in found.what.say(ENGLISH)


def test_a_role_that_does_not_exist_is_found_in_the_staff_as_well() -> None:
    community = Community(staff=Staff(moderators=(RoleRef(name="Mods"),)))
    found = only(examine(facts(community=community)))
    assert (found.code, found.where) == ("role_unknown", "community.staff.moderators")


def test_a_name_that_two_channels_bear_is_a_warning() -> None:
    twins = (channel(10, "welcome"), channel(11, "welcome"))
    found = only(examine(facts(channels=twins)))
    assert (found.severity, found.code) == (Severity.WARNING, "name_ambiguous")


def test_the_kind_of_a_channel_tells_two_of_the_same_name_apart() -> None:
    twins = (channel(10, "welcome"), channel(11, "welcome", kind="voice"))
    settings = {"channel": ChannelRef(name="welcome", kind="text")}
    assert examine(facts(channels=twins, settings=settings)) == []


def test_a_channel_of_another_kind_than_asked_for_is_a_warning() -> None:
    settings = {"also": (ChannelRef(name="questions", kind="forum"),)}
    channels = (channel(10, "welcome"), channel(11, "questions"))
    found = only(examine(facts(settings=settings, channels=channels)))
    assert found.code == "channel_kind"
    assert "text channel" in found.what.say(ENGLISH)


@pytest.mark.parametrize(
    ("role", "code"),
    [
        (Role(20, "Member", 7), "role_too_high"),
        (Role(20, "Member", 5), "role_too_high"),
        (Role(20, "Member", 2, managed=True), "role_managed"),
    ],
)
def test_a_role_that_the_bot_cannot_give_is_an_error(role: Role, code: str) -> None:
    found = only(examine(facts(settings={"role": RoleRef(name="member")}, roles=(role,))))
    assert (found.severity, found.code, found.where) == (Severity.ERROR, code, "@Member")


def test_roles_cannot_be_given_without_manage_roles_once_a_setting_names_one() -> None:
    without = EVERYTHING - {"manage_roles"}
    named = {"settings": {"role": RoleRef(id=20)}, "roles": (Role(20, "Member", 2),)}
    found = only(examine(facts(permissions=without, **named)))
    assert "switch on: Manage Roles" in found.fix.say(ENGLISH)
    assert examine(facts(permissions=without)) == []


def test_a_role_below_the_bots_own_is_fine() -> None:
    given = facts(settings={"role": RoleRef(id=20)}, roles=(Role(20, "Member", 2),))
    assert examine(given) == []


@pytest.mark.parametrize(
    "intents",
    [Intents(frozenset(), frozenset({"members"})), Intents(frozenset({"members"}), frozenset())],
)
def test_a_missing_intent_says_what_is_lost_and_where_to_switch_it_on(intents: Intents) -> None:
    found = only(examine(facts(intents=intents)))
    assert found.code == "intent_missing"
    assert "Nobody is greeted on arrival." in found.what.say(ENGLISH)
    assert "Server Members Intent" in found.fix.say(ENGLISH)


def test_problems_of_a_settings_version_are_told_with_their_place() -> None:
    problem = Problem("version 3", "This text is empty.", line=4, column=2, field="features.greet")
    found = only(examine(facts(settings_problems=(problem,))))
    assert found.code == "settings_invalid"
    assert found.what.say(ENGLISH).startswith("version 3:4:2: This text is empty.")


def test_a_language_other_than_the_servers_is_only_noted() -> None:
    assert only(examine(facts(locale="es-ES"))).code == "language_differs"


def test_catalan_which_discord_does_not_know_is_not_questioned() -> None:
    assert examine(facts(locale="es-ES", language="ca")) == []


def test_hours_in_utc_are_noted() -> None:
    assert only(examine(facts(zone="UTC"))).code == "zone_is_utc"


def test_commands_that_discord_does_not_know_are_named() -> None:
    commands = Commands(frozenset({"setup", "doctor"}), frozenset({"setup"}))
    assert "/doctor" in only(examine(facts(commands=commands))).what.say(ENGLISH)


def test_commands_are_left_alone_when_discord_was_not_asked() -> None:
    assert examine(facts(commands=Commands(frozenset({"setup"}), None))) == []


def test_a_channel_full_of_webhooks_is_told() -> None:
    full = (channel(10, "welcome", webhooks=15),)
    assert only(examine(facts(channels=full))).code == "webhooks_full"


def test_what_waits_for_a_permission_is_told_with_the_reason() -> None:
    waiting = Waiting("greet.greeting", "missing_permission", "Send Messages in #welcome", 3)
    found = only(examine(facts(waiting=(waiting,))))
    assert "Send Messages in #welcome" in found.what.say(ENGLISH)


def test_errors_come_before_notes() -> None:
    found = examine(facts(zone="UTC", settings={"channel": ChannelRef(name="nowhere")}))
    assert [each.severity for each in found] == [Severity.ERROR, Severity.INFO]


def test_the_report_marks_weight_in_words_and_names_are_no_markup() -> None:
    held = EVERYTHING - {"send_messages"}
    names = (channel(10, "wel_come_", held=held),)
    found = examine(facts(channels=names, settings={"channel": ChannelRef(id=10)}))
    text = "\n".join(pages(found, ENGLISH))
    assert "- Problem: " in text
    assert "**1 problem**" in text
    assert r"#wel\_come\_" in text


def test_a_long_report_is_cut_into_messages_that_discord_takes() -> None:
    many = tuple(ChannelRef(name=f"nowhere-{n}-{'x' * 70}") for n in range(40))
    found = examine(facts(settings={"also": many}))
    written = pages(found, ENGLISH)
    assert len(written) > 1
    assert max(map(len, written)) <= 2000
    assert sum(page.count("- Problem: ") for page in written) == 40


def test_scripts_get_the_same_findings_as_plain_data() -> None:
    (entry,) = as_data(examine(facts(zone="UTC")), ENGLISH)
    assert (entry["severity"], entry["code"]) == ("info", "zone_is_utc")
    assert set(entry) == {"severity", "area", "code", "where", "what", "fix"}
