"""What people are told when something does not work out, in one place."""

import secrets
from typing import Any, Protocol

import discord
import structlog

from bot.lost_forms import give_back
from bot.metrics import Metrics
from bot.refusal import Refusal
from bot.texts import Translation
from bot.texts.phrase import Phrase
from bot.texts.service import Texts
from bot.verdicts import ALREADY_ANSWERED, Verdict, cause_of, judge

__all__ = ["Refusal", "answer_privately", "new_reference", "report", "report_form"]

log = structlog.get_logger(__name__)

REFERENCE_ALPHABET = "234679CDFGHJKMNPQRTVWXY"
"""No letters or digits that are taken for one another, and no vowels that make words."""

_QUIET = discord.AllowedMentions.none()


class Core(Protocol):
    """What the door needs of `client.core`."""

    @property
    def texts(self) -> Texts:
        """The voice in every language."""

    @property
    def metrics(self) -> Metrics:
        """The numbers."""


def new_reference() -> str:
    """Return a code of eight characters by which people and the log speak of the same failure."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(8))


async def report(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the person what went wrong, for their eyes only, and log and count it.

    Never raises for Discord's part: when even the answer fails, that is logged too.
    """
    core: Core = interaction.client.core
    verdict = judge(error)
    reference = new_reference() if verdict.our_fault else None
    where = _where(interaction)
    core.metrics.error(where, verdict.kind)
    about = {"where": where, "guild_id": interaction.guild_id, "reference": reference}
    if verdict.our_fault:
        log.error("interaction failed", **about, exc_info=cause_of(error))
    else:
        log.info("interaction not carried out", **about, kind=verdict.kind)
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            await _suggest_nothing(interaction)
        elif verdict.phrase is not None:
            phrase = _with_reference(verdict, reference)
            t = await _translation(core.texts, interaction)
            await answer_privately(interaction, phrase.say(t))
    except (discord.HTTPException, discord.InteractionResponded) as failure:
        log.warning("answer not delivered", **about, reason=str(failure))


async def report_form(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the person what went wrong with a form, and give them back what they typed."""
    await report(interaction, error)
    await give_back(interaction, await _translation(interaction.client.core.texts, interaction))


async def answer_privately(interaction: discord.Interaction[Any], text: str) -> None:
    """Show a text to this person alone, whether or not the interaction was answered before."""
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(text, ephemeral=True, allowed_mentions=_QUIET)
        except discord.HTTPException as error:
            if error.code != ALREADY_ANSWERED:
                raise
        else:
            return
    await _drop_public_placeholder(interaction)
    await interaction.followup.send(text, ephemeral=True, allowed_mentions=_QUIET)


def _where(interaction: discord.Interaction[Any]) -> str:
    """Name the command; buttons and forms by their kind, since their ids hold record numbers."""
    command = interaction.command
    return command.qualified_name if command is not None else interaction.type.name


def _with_reference(verdict: Verdict, reference: str | None) -> Phrase:
    assert verdict.phrase is not None
    if reference is None:
        return verdict.phrase
    return Phrase(verdict.phrase.text, reference=f"**{reference}**")


async def _translation(texts: Texts, interaction: discord.Interaction[Any]) -> Translation:
    try:
        return await texts.for_interaction(interaction)
    except Exception:  # noqa: BLE001 - the database may be what failed; the answer must not
        return texts.in_(str(interaction.locale))


async def _suggest_nothing(interaction: discord.Interaction[Any]) -> None:
    """Answer an autocomplete: suggestions are all that can be shown there."""
    if not interaction.response.is_done():
        await interaction.response.autocomplete([])


async def _drop_public_placeholder(interaction: discord.Interaction[Any]) -> None:
    """Remove a public "is thinking…", which would make the next answer public too."""
    if interaction.response.type is not discord.InteractionResponseType.deferred_channel_message:
        return
    placeholder = await interaction.original_response()
    if placeholder.flags.loading and not placeholder.flags.ephemeral:
        await interaction.delete_original_response()
