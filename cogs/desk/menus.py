"""The entries in the menus of messages and members."""

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.answers import Press, show
from bot.refusal import Refusal
from bot.texts import N_
from cogs.desk import store
from cogs.desk.case_commands import show_history
from cogs.desk.forms import text_form
from cogs.desk.parts import guild_of, here, parts_of
from cogs.desk.server import about_message
from cogs.desk.views import card_for

LONGEST_REPORT = 500


def menus() -> tuple[app_commands.ContextMenu, ...]:
    """Return the entries, each made anew: discord.py ties them to one tree."""
    return (
        needs(Access.MODERATOR)(app_commands.ContextMenu(name=N_("Moderate…"), callback=moderate)),
        needs(Access.MODERATOR)(
            app_commands.ContextMenu(name=N_("Member history"), callback=member_history)
        ),
        needs(Access.MEMBER)(
            app_commands.ContextMenu(name=N_("Report message"), callback=report_message)
        ),
        needs(Access.MEMBER)(
            app_commands.ContextMenu(name=N_("Report member"), callback=report_member)
        ),
    )


async def moderate(interaction: Press, message: discord.Message) -> None:
    """Bring a message to the desk, and show its card to whoever brought it."""
    place, parts = here(interaction), parts_of(interaction)
    about = about_message(message)
    item_id = await parts.intake.bring(place, about)
    async with parts.core.db.read() as tx:
        item = await store.find(tx, place.guild_id, item_id)
    assert item is not None, "it was brought just now"
    await show(interaction, await card_for(interaction, item))


async def member_history(interaction: Press, member: discord.User) -> None:
    """Show what was decided about a member."""
    await show_history(interaction, member)


async def report_message(interaction: Press, message: discord.Message) -> None:
    """Ask why a message is reported."""
    refuse_oneself(interaction, message.author)
    # Discord hands the message over now; when the form comes back it may be gone.
    parts_of(interaction).intake.remember(about_message(message))
    await ask_why(interaction, f"desk:report:{message.channel.id}:{message.id}")


async def report_member(interaction: Press, member: discord.User) -> None:
    """Ask why a member is reported."""
    refuse_oneself(interaction, member)
    await ask_why(interaction, f"desk:report:{member.id}")


async def ask_why(interaction: Press, custom_id: str) -> None:
    """Open the form of a report."""
    here(interaction)
    t = await interaction.client.core.texts.for_interaction(interaction)
    form = text_form(t("Tell the team"), custom_id, t("What is wrong?"), longest=LONGEST_REPORT)
    await interaction.response.send_modal(form)


def refuse_oneself(interaction: Press, about: discord.User | discord.Member) -> None:
    """Raise Refusal where a report makes no sense."""
    if about.id == interaction.user.id:
        raise Refusal("This is about yourself. If something troubles you, write to the team.")
    if about.id == guild_of(interaction).me.id:
        raise Refusal("This is about me. Please tell the team directly what I did wrong.")
