"""Setting the bot up, page by page, in a town."""

import pytest

from cogs.setup.settings import SetupSettings
from sandbox import Sandbox, permissions
from sandbox.faults import Fault
from sandbox.person import Answered, Person
from sandbox.plans import BOT_PERMISSIONS, ChannelPlan, GuildPlan
from sandbox.town import Town, TownPlan
from tests.steward import Running

EMPTY = TownPlan(GuildPlan("Empty hall", channels=(ChannelPlan("general"),)), owner="Ana")


@pytest.fixture
def town(sandbox: Sandbox) -> Town:
    """A server with one channel and nobody but its owner."""
    return Town(sandbox, EMPTY)


@pytest.fixture
def ana(steward: Running, town: Town) -> Person:
    """The owner; the bot follows a file that says nothing."""
    return town["Ana"]


@pytest.fixture(autouse=True)
def _bare_settings(idle_steward: Running) -> None:
    idle_steward.write_settings("version: 1\n")


async def walk_to(person: Person, title: str) -> Answered:
    """Open the setup and go on to the page with this title."""
    page = await person.command("setup")
    for _ in range(12):
        if title in page.text:
            return page
        page = await person.press(page.message, "Next")
    raise AssertionError(f"no page {title!r}")


async def choose_welcome(person: Person) -> Answered:
    """Switch the welcome feature on and go to the plan."""
    page = await walk_to(person, "What the bot does")
    page = await person.select(page.message, "What the bot does", "welcome")
    for _ in range(4):
        if "What will be done" in page.text:
            break
        page = await person.press(page.message, "Next")
    return page


def channels(town: Town) -> list[str]:
    return sorted(channel.name for channel in town.guild.channels.values())


async def confirm(person: Person, page: Answered, steward: Running) -> Answered:
    done = await person.press(page.message, "Confirm")
    await steward.settled()
    return done


async def test_an_empty_server_is_set_up_from_nothing(ana: Person, steward: Running, town: Town):
    page = await ana.command("setup")
    assert page.is_private
    page = await ana.select(page.message, "Language", "Español")
    assert "Now: Español" in page.text
    page = await ana.press(page.message, "Next")
    page = await ana.select(page.message, "Time zone", "Europe/Madrid")
    page = await ana.press(page.message, "Next")
    page = await ana.press(page.message, "Create @Moderators")
    assert "@Moderators (new)" in page.text
    page = await ana.press(page.message, "Next")
    page = await ana.select(page.message, "What the bot does", "welcome")
    page = await ana.press(page.message, "Next")
    assert "#welcome (new)" in page.text
    page = await ana.press(page.message, "Next")
    page = await ana.press(page.message, "Next")
    assert "the channel #welcome" in page.text
    assert "Time zone: UTC → Europe/Madrid" in page.text
    assert channels(town) == ["general"], "nothing happens before Confirm"

    done = await confirm(ana, page, steward)
    assert "Done." in done.text
    assert channels(town) == ["general", "welcome"]
    document = steward.core.settings.of(town.guild.id)
    assert (document.community.language, str(document.community.timezone)) == (
        "es",
        "Europe/Madrid",
    )
    assert document.community.staff.moderators[0].id == town.role("Moderators").id
    assert document.feature("welcome").channel.id == town.place("#welcome").id
    assert steward.core.settings.enabled(town.guild.id, "welcome")


async def test_a_channel_for_the_team_is_created_hidden_and_explained_in_the_reader_s_language(
    ana: Person, steward: Running, town: Town
):
    page = await ana.command("language", language="es")
    page = await ana.command("setup")
    for _ in range(2):
        page = await ana.press(page.message, "Siguiente")
    assert "Dónde se avisa al equipo de lo que le toca atender." in page.text
    page = await ana.press(page.message, "Crear @Moderators")
    page = await ana.press(page.message, "Crear #community-team")
    for _ in range(8):
        if "Confirmar" in page.text:
            break
        page = await ana.press(page.message, "Siguiente")
    assert "el canal #community-team, que solo ve tu equipo" in page.text
    await ana.press(page.message, "Confirmar")
    await steward.settled()
    made = town.place("#community-team")
    assert steward.core.settings.of(town.guild.id).community.staff_channel.id == made.id
    assert town.guild.id in made.overwrites


async def test_a_second_setup_finds_everything_done(ana: Person, steward: Running, town: Town):
    await confirm(ana, await choose_welcome(ana), steward)
    page = await walk_to(ana, "What will be done")
    assert "nothing to do" in page.text
    assert channels(town) == ["general", "welcome"]


async def test_cancel_changes_nothing(ana: Person, steward: Running, town: Town):
    page = await choose_welcome(ana)
    cancelled = await ana.press(page.message, "Cancel")
    assert "nothing was changed" in cancelled.text
    assert channels(town) == ["general"]
    assert steward.core.settings.version(town.guild.id) == 0
    assert "step 1" in (await ana.command("setup")).text


async def test_without_manage_channels_the_fix_is_told_and_works(
    ana: Person, steward: Running, town: Town
):
    bot_role = town.role("Steward")
    town.world.roles.edit(
        town.owner.user,
        town.guild,
        bot_role.id,
        {"permissions": str(BOT_PERMISSIONS & ~permissions.MANAGE_CHANNELS)},
    )
    await steward.settled()
    page = await choose_welcome(ana)
    assert "needs the permission Manage Channels to create welcome" in page.text
    assert confirm_is_disabled(page)
    town.world.roles.edit(
        town.owner.user, town.guild, bot_role.id, {"permissions": str(BOT_PERMISSIONS)}
    )
    await steward.settled()
    page = await ana.press(page.message, "Check again")
    assert not confirm_is_disabled(page)
    assert "Done." in (await confirm(ana, page, steward)).text


def confirm_is_disabled(page: Answered) -> bool:
    buttons = [item for row in page.message.components for item in row["components"]]
    return next(bool(item.get("disabled")) for item in buttons if item["label"] == "Confirm")


async def test_trouble_half_way_is_told_and_going_on_makes_nothing_twice(
    ana: Person, steward: Running, town: Town, sandbox: Sandbox
):
    page = await walk_to(ana, "Your team")
    page = await ana.press(page.message, "Create @Moderators")
    page = await choose_welcome(ana)
    trouble = Fault(method="POST", route="/guilds/*/channels", status=503, times=None)
    sandbox.faults.add(trouble)
    stopped = await confirm(ana, page, steward)
    assert "Created: @Moderators" in stopped.text
    assert "Not created: #welcome" in stopped.text
    assert steward.core.settings.version(town.guild.id) == 0
    sandbox.faults.remove(trouble.id)
    await town.advance(minutes=10)
    page = await ana.press(stopped.message, "Go on")
    assert "Moderators" not in page.text.split("settings will change")[0]
    done = await confirm(ana, page, steward)
    assert "Done." in done.text
    assert channels(town) == ["general", "welcome"]
    roles = [role.name for role in town.guild.roles.values()]
    assert roles.count("Moderators") == 1


async def test_a_connection_lost_right_after_the_channel_was_made_makes_no_second_one(
    ana: Person, steward: Running, town: Town, sandbox: Sandbox
):
    page = await choose_welcome(ana)
    sandbox.faults.add(Fault(method="POST", route="/guilds/*/channels", drop="after"))
    stopped = await confirm(ana, page, steward)
    assert "Not created: #welcome" in stopped.text
    assert channels(town) == ["general", "welcome"]
    await town.advance(minutes=10)
    page = await ana.press(stopped.message, "Go on")
    await confirm(ana, page, steward)
    assert channels(town) == ["general", "welcome"]
    assert steward.core.settings.enabled(town.guild.id, "welcome")


async def test_dying_while_the_channel_is_made_makes_no_second_one(
    ana: Person, steward: Running, town: Town, sandbox: Sandbox
):
    page = await choose_welcome(ana)
    slow = Fault(method="POST", route="/guilds/*/channels", delay=60, times=None)
    sandbox.faults.add(slow)
    await ana.press(page.message, "Confirm")
    await steward.crash()
    sandbox.faults.remove(slow.id)
    await steward.begin()
    await town.advance(minutes=10)
    page = await ana.command("setup")
    assert "where you left off" in page.text
    await confirm(ana, page, steward)
    assert channels(town) == ["general", "welcome"]
    assert steward.core.settings.enabled(town.guild.id, "welcome")


async def test_a_restart_in_the_middle_loses_no_answer(ana: Person, steward: Running, town: Town):
    page = await ana.command("setup")
    page = await ana.select(page.message, "Language", "Català")
    await steward.restart()
    page = await ana.press(page.message, "Next")
    assert "Time zone" in page.text
    page = await ana.press(page.message, "Back")
    assert "Now: Català" in page.text
    again = await ana.command("setup")
    assert "where you left off" in again.text


async def test_an_unknown_zone_is_explained_and_what_was_typed_stays(ana: Person):
    page = await walk_to(ana, "Time zone")
    form = await ana.press(page.message, "Another zone…")
    page = await ana.fill(form, {"Continent and city": "Europe/Madird"})
    assert "is not a time zone" in page.text
    assert "Europe/Madrid" in page.text
    form = await ana.press(page.message, "Try again")
    assert typed_in(form) == "Europe/Madird"
    page = await ana.press(page.message, "Take Europe/Madrid")
    assert "Now: Europe/Madrid" in page.text


def typed_in(form: Answered) -> str:
    (row,) = form.modal["components"]
    (field,) = row.get("components") or [row["component"]]
    return field["value"]


async def test_a_zone_that_the_menu_does_not_have_can_be_typed(ana: Person):
    page = await walk_to(ana, "Time zone")
    form = await ana.press(page.message, "Another zone…")
    page = await ana.fill(form, {"Continent and city": "atlantic/canary"})
    if "is not a time zone" in page.text:
        page = await ana.press(page.message, "Take Atlantic/Canary")
    assert "Now: Atlantic/Canary" in page.text


async def test_two_managers_at_once_the_second_is_told_what_changed(
    ana: Person, steward: Running, town: Town
):
    cleo = await town.person("Cleo", joins=True)
    manager = town.world.roles.create(
        town.owner.user, town.guild, {"name": "Managers", "permissions": "32"}
    )
    town.world.members.add_role(town.owner.user, town.guild, cleo.id, manager.id)
    await steward.settled()
    first, second = await walk_to(ana, "Language"), await walk_to(cleo, "Language")
    first = await ana.select(first.message, "Language", "Español")
    second = await cleo.select(second.message, "Language", "Italiano")
    await confirm(ana, await walk_to(ana, "What will be done"), steward)
    page = await walk_to(cleo, "What will be done")
    page = await confirm(cleo, page, steward)
    assert f"Meanwhile <@{ana.id}> changed these settings" in page.text
    assert r"community.language: en → es" in page.text
    assert steward.core.settings.of(town.guild.id).community.language == "es"
    await confirm(cleo, page, steward)
    assert steward.core.settings.of(town.guild.id).community.language == "it"


async def test_a_finished_setup_says_so_and_opens_a_new_one(
    ana: Person, steward: Running, town: Town
):
    old = await ana.command("setup")
    page = await choose_welcome(ana)
    await confirm(ana, page, steward)
    again = await ana.press(old.message, "Next")
    assert "was finished or cancelled" in again.text
    assert "step 1" in again.text


async def test_members_cannot_set_the_bot_up(ana: Person, steward: Running, town: Town):
    cleo = await town.person("Cleo", joins=True)
    await steward.settled()
    refused = await cleo.command("setup")
    assert refused.is_private
    assert "Manage Server" in refused.text


@pytest.mark.features("setup")
async def test_drafts_that_nobody_comes_back_to_are_forgotten(
    ana: Person, steward: Running, town: Town
):
    page = await ana.command("setup")
    await ana.select(page.message, "Language", "Català")
    await town.advance(days=9)
    page = await ana.command("setup")
    assert "Now: English" in page.text


def test_the_setup_itself_cannot_be_switched_off():
    with pytest.raises(ValueError, match="cannot be switched off"):
        SetupSettings(enabled=False)
