"""Commands at the door: the real client against a local Discord."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot.access import Access, AccessService, needs
from bot.clock import SystemClock
from bot.db import Database
from bot.errors import Refusal, report
from bot.features import Feature, FeaturePackage
from bot.metrics import Metrics
from bot.settings import Deployment, SettingsService
from bot.settings import store as settings_store
from bot.settings.document import FeatureSettings
from bot.signals import Signals
from bot.texts.service import Texts
from bot.texts.store import metadata
from sandbox import LoopbackConnector, Sandbox
from sandbox.town import Town
from sandbox.transcript import text_of

GUIDELINES = """
version: 1
community:
  language: ca
  staff:
    managers: [Community team]
    moderators: [Moderators]
  commands:
    desk reports: [Newcomers]
features:
  greeter:
    enabled: {enabled}
"""


class GreeterSettings(FeatureSettings):
    """A feature with nothing to set."""


async def _export(tx: object, guild_id: int, user_id: int) -> dict[str, object]:
    return {}


async def _forget(tx: object, guild_id: int, user_id: int) -> None:
    return None


GREETER = Feature(
    name="greeter",
    summary="Greets.",
    settings=GreeterSettings,
    intents=frozenset(),
    export_member=_export,
    forget_member=_forget,
)
PACKAGES = [FeaturePackage(GREETER, __name__)]


@dataclass
class Parts:
    texts: Texts
    metrics: Metrics
    access: AccessService


class Tree(app_commands.CommandTree):
    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        try:
            await interaction.client.core.access.check_command(interaction)
        except Refusal as refusal:
            await report(interaction, refusal)
            return False
        return True

    async def on_error(self, interaction: discord.Interaction, error: Exception) -> None:
        await report(interaction, error)


@app_commands.command(description="…")
async def hello(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("hello", ephemeral=True)


@app_commands.command(description="…")
@app_commands.describe(defer="…")
async def stumble(interaction: discord.Interaction, defer: str) -> None:
    if defer in {"public", "private"}:
        await interaction.response.defer(ephemeral=defer == "private")
    if defer == "answered":
        await interaction.response.send_message("half done")
    raise KeyError("what broke")


@app_commands.command(description="…")
@app_commands.checks.cooldown(1, 60)
async def slow(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("done", ephemeral=True)


@app_commands.command(description="…")
async def promote(interaction: discord.Interaction, role: discord.Role) -> None:
    await interaction.user.add_roles(role)


@hello.error
async def _quiet(interaction: discord.Interaction, error: Exception) -> None:
    """A command may have a handler of its own; the tree's is called as well."""


def desk() -> app_commands.Group:
    group = needs(Access.MODERATOR)(app_commands.Group(name="desk", description="…"))

    @group.command(description="…")
    async def reports(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("reports", ephemeral=True)

    @needs(Access.MANAGER)
    @group.command(description="…")
    async def settings(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("settings", ephemeral=True)

    @needs(Access.OPERATOR)
    @group.command(description="…")
    async def reload(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("reload", ephemeral=True)

    return group


@dataclass
class House:
    """A connected bot with its parts."""

    client: commands.Bot
    core: Parts
    db: Database
    guidelines: Path


@pytest.fixture
async def house(sandbox: Sandbox, town: Town, tmp_path: Path) -> AsyncIterator[House]:
    guidelines = tmp_path / "guidelines.yml"
    guidelines.write_text(GUIDELINES.format(enabled="true"))
    db = Database(f"sqlite:///{tmp_path / 'steward.sqlite3'}")
    await db.start()
    async with db.write() as tx:
        await tx.run_sync(metadata.create_all)
        await tx.run_sync(settings_store.metadata.create_all)
    deployment = Deployment(_env_file=None, guidelines=guidelines)
    settings = SettingsService(deployment, db, Signals(), SystemClock(), [GREETER])
    await settings.start()
    texts = Texts.load(
        ["bot"], db=db, guild_language=lambda guild: settings.of(guild).community.language
    )
    core = Parts(texts, Metrics(), AccessService(settings, PACKAGES))
    client = commands.Bot(
        command_prefix=(),
        intents=discord.Intents(guilds=True),
        connector=LoopbackConnector(sandbox.url),
        tree_cls=Tree,
        guild_ready_timeout=0.05,
    )
    client.core = core
    for command in (hello, stumble, slow, promote, desk()):
        client.tree.add_command(command)
    async with client:
        await client.login(sandbox.token)
        await client.tree.sync()
        connection = asyncio.create_task(client.connect())
        await client.wait_until_ready()
        yield House(client, core, db, guidelines)
    await connection
    await settings.stop()
    await db.close()


async def test_a_member_may_use_what_is_for_members(house, town):
    cy = await town.person("Cy", joins=True)
    assert (await cy.command("hello")).text == "hello"


async def test_a_member_is_told_which_role_or_permission_the_desk_takes(house, town):
    cy = await town.person("Cy", joins=True)
    answer = await cy.command("desk settings")
    assert answer.is_private
    assert answer.text == (
        "This needs a role listed under `community.staff.managers` "
        f"(<@&{town.role('Community team').id}>) or the permission Manage Server."
    )


async def test_a_refusal_is_told_in_the_readers_language(house, town):
    cy = await town.person("Cy", joins=True, locale="es-419")
    assert (await cy.command("desk settings")).text.startswith("Para esto hace falta un rol")
    dan = await town.person("Dan", joins=True, locale="fr")
    assert (await dan.command("desk settings")).text.startswith("Per a això cal un rol")
    async with house.db.write() as tx:
        await house.core.texts.set_language(tx, cy.id, "vi")
    assert (await cy.command("desk settings")).text.startswith("Việc này cần")


async def test_staff_may_use_what_their_role_allows(house, town):
    assert (await town["Bo"].command("desk reports")).text == "reports"
    assert (await town["Ana"].command("desk settings")).text == "settings"
    assert "community.staff.managers" in (await town["Bo"].command("desk settings")).text


async def test_a_role_named_for_one_command_opens_that_command_alone(house, town):
    role = town.world.roles.create(town.owner.user, town.guild, {"name": "Newcomers"})
    cy = await town.person("Cy", joins=True)
    town.world.members.add_role(town.owner.user, town.guild, cy.id, role.id)
    assert (await cy.command("desk reports")).text == "reports"
    assert "community.staff.managers" in (await cy.command("desk settings")).text


async def test_what_is_the_operators_is_not_the_managers(house, town):
    assert (await town["Ana"].command("desk reload")).text == "This is for those who run this bot."
    house.core.access.operators = frozenset({town["Ana"].id})
    assert (await town["Ana"].command("desk reload")).text == "reload"


async def test_commands_of_a_feature_that_is_off_are_refused_even_to_staff(house, town):
    settings = house.core.access._settings
    text = GUIDELINES.format(enabled="false")
    await settings.save(town.guild.id, text, town["Ana"].id, "off", expected_version=0)
    answer = await town["Ana"].command("hello")
    assert answer.is_private
    assert "**greeter**" in answer.text
    assert "`features.greeter`" in answer.text


@pytest.mark.parametrize("defer", ["no", "public", "private", "answered"])
async def test_a_failure_is_told_to_the_person_alone_with_a_reference(house, town, defer):
    cy = await town.person("Cy", joins=True)
    await cy.command("stumble", defer=defer)
    await town.until(lambda: any("reference" in text_of(m) for m in cy.reads("#general")), within=2)
    told = [m for m in cy.reads("#general") if "reference" in text_of(m)]
    assert [m.only_for for m in told] == [cy.id]
    assert not any("what broke" in text_of(m) for m in cy.reads("#general"))
    in_public = [text_of(m) for m in town.messages("#general")]
    assert in_public == (["half done"] if defer == "answered" else [])
    page = house.core.metrics.page()[0].decode()
    assert 'steward_errors_total{kind="unexpected",where="stumble"} 1.0' in page


async def test_a_cooldown_is_told_with_the_time_left(house, town):
    cy = await town.person("Cy", joins=True)
    await cy.command("slow")
    answer = await cy.command("slow")
    assert answer.is_private
    assert answer.text in {
        "Please wait 1 minute and try again.", "Please wait 59 seconds and try again."
    }  # fmt: skip


async def test_a_permission_that_the_bot_lacks_is_named(house, town):
    cy = await town.person("Cy", joins=True)
    role = town.role("Community team")
    town.world.roles.move(town.owner.user, town.guild, [{"id": str(role.id), "position": 50}])
    answer = await cy.command("promote", role=role)
    assert answer.is_private
    assert "Manage Roles" in answer.text
    assert "stand above" in answer.text


async def test_commands_in_private_messages_point_to_the_server(house, town):
    answer = await town["Bo"].command("hello", town["Bo"].private_channel)
    assert answer.text == "This works on a server: please use it there."
