"""Who is spoken to in which language, with choices kept in a real database."""

from collections.abc import AsyncIterator

import discord
import pytest
from discord import app_commands

from bot.db import Database
from bot.texts import service
from bot.texts.commands import CommandTranslator
from bot.texts.service import Texts
from bot.texts.store import metadata

GUILD, CATALAN_GUILD = 10, 11
ADA, BO = 1, 2


@pytest.fixture
async def texts(db: Database) -> AsyncIterator[Texts]:
    async with db.write() as tx:
        await tx.run_sync(metadata.create_all)
    return Texts.load(
        ["bot"], db=db, guild_language=lambda guild: "ca" if guild == CATALAN_GUILD else "en"
    )


async def choose(db: Database, texts: Texts, member: int, language: str | None) -> None:
    async with db.write() as tx:
        await texts.set_language(tx, member, language)


async def test_a_member_is_spoken_to_in_the_guilds_language_until_they_choose(db, texts):
    assert (await texts.for_member(CATALAN_GUILD, ADA)).language == "ca"
    await choose(db, texts, ADA, "vi")
    assert (await texts.for_member(CATALAN_GUILD, ADA)).language == "vi"
    assert (await texts.for_member(CATALAN_GUILD, BO)).language == "ca"
    await choose(db, texts, ADA, "it")
    assert (await texts.for_member(GUILD, ADA)).language == "it"


async def test_a_choice_can_be_taken_back(db, texts):
    await choose(db, texts, ADA, "vi")
    await choose(db, texts, ADA, None)
    assert await texts.chosen_by(ADA) is None
    assert (await texts.for_member(GUILD, ADA)).language == "en"


async def test_a_choice_survives_a_restart(db, texts):
    await choose(db, texts, ADA, "ca")
    assert await Texts.load(["bot"], db=db).chosen_by(ADA) == "ca"


async def test_a_choice_that_was_not_committed_does_not_count(db, texts):
    assert await texts.chosen_by(ADA) is None

    async def change_one_s_mind() -> None:
        async with db.write() as tx:
            await texts.set_language(tx, ADA, "it")
            raise RuntimeError("undo")

    with pytest.raises(RuntimeError, match="undo"):
        await change_one_s_mind()
    assert await texts.chosen_by(ADA) is None


async def test_a_language_that_we_do_not_speak_cannot_be_chosen(db, texts):
    async with db.write() as tx:
        with pytest.raises(ValueError, match="fr"):
            await texts.set_language(tx, ADA, "fr")


async def test_a_choice_is_read_once_and_then_remembered(db, texts):
    await texts.chosen_by(ADA)
    await db.close()
    assert await texts.chosen_by(ADA) is None


async def test_only_so_many_choices_are_remembered_and_none_is_lost(db, texts):
    await choose(db, texts, ADA, "it")
    for member in range(100, 100 + service.REMEMBERED):
        texts._remember(member, None)
    assert len(texts._chosen) == service.REMEMBERED
    assert await texts.chosen_by(ADA) == "it"


async def test_without_a_database_everybody_is_spoken_to_in_the_guilds_language():
    texts = Texts.load(["bot"], guild_language=lambda _: "it")
    assert (await texts.for_member(GUILD, ADA)).language == "it"
    assert texts.for_guild(GUILD).language == "it"


@app_commands.command(name="greet", description="You may not use this here.")
async def greet(interaction: discord.Interaction) -> None:
    """Only its names and descriptions matter."""


@app_commands.context_menu(name="Manage Roles")
async def menu(interaction: discord.Interaction, member: discord.Member) -> None:
    """Only its name matters."""


async def payload_of(command: app_commands.Command | app_commands.ContextMenu) -> dict:
    client = discord.Client(intents=discord.Intents.none())
    tree = app_commands.CommandTree(client)
    return await command.get_translated_payload(tree, CommandTranslator(Texts.load(["bot"])))


async def test_descriptions_of_commands_are_translated_and_their_names_are_not():
    payload = await payload_of(greet)
    assert not payload["name_localizations"]
    localised = payload["description_localizations"]
    assert set(localised) == {"es-ES", "es-419", "it", "vi"}
    assert localised["es-419"] == "No puedes usar esto aquí."


async def test_names_of_context_menus_are_read_and_so_translated():
    assert (await payload_of(menu))["name_localizations"]["it"] == "Gestisci ruoli"


async def test_a_translation_that_is_too_long_for_discord_is_left_out():
    long = "The feature {feature} is switched off on this server. Those who look after it can "
    long += "switch it on in the settings, under {setting}."
    translator = CommandTranslator(Texts.load(["bot"]))
    context = app_commands.TranslationContext(
        app_commands.TranslationContextLocation.command_description, greet
    )
    text = app_commands.locale_str(long, feature="x", setting="y")
    assert await translator.translate(text, discord.Locale.italian, context) is None
