"""Forms that came to nothing: what was typed into them is given back."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from typing import Any

import discord

from bot.texts import N_, Translation

LOST = N_(
    "The bot was restarted while you were filling this in. Please open the form once more; this is "
    "what you wrote:"
)
NOTHING_TYPED = N_(
    "The bot was restarted while you were filling this in. Please open the form once more."
)
NOT_TAKEN = N_("This is what you had written:")
LONGEST = 1700


def typed_into(data: Mapping[str, Any]) -> list[str]:
    """Return what somebody typed into a form's fields, in their order."""
    return [text for text in _texts(data.get("components") or ()) if text.strip()]


async def give_back_lost(interaction: discord.Interaction[Any], t: Translation) -> None:
    """Give somebody back what they typed into a form that nobody knows any more."""
    typed = typed_into(interaction.data or {})
    await _show(interaction, t(LOST if typed else NOTHING_TYPED), typed)


async def give_back(interaction: discord.Interaction[Any], t: Translation) -> None:
    """Give somebody back what they typed, below the reason why it was not taken."""
    if typed := typed_into(interaction.data or {}):
        with suppress(discord.HTTPException):  # the token has run out: nothing reaches them
            await _show(interaction, t(NOT_TAKEN), typed)


async def _show(interaction: discord.Interaction[Any], head: str, typed: list[str]) -> None:
    """Show it to the person alone; what is too long or would break its frame, as a file."""
    parts: dict[str, Any] = {"content": head}
    blocks = "\n".join(f"```\n{text}\n```" for text in typed)
    if len(blocks) > LONGEST or any("```" in text for text in typed):
        whole = "\n\n".join(typed).encode()
        parts["file"] = discord.File(BytesIO(whole), "what-you-wrote.txt")
    elif typed:
        parts["content"] += f"\n{blocks}"
    is_done = interaction.response.is_done()
    send = interaction.followup.send if is_done else interaction.response.send_message
    await send(ephemeral=True, allowed_mentions=discord.AllowedMentions.none(), **parts)


def _texts(components: Any) -> Iterator[str]:  # noqa: ANN401 - Discord's JSON
    for component in components:
        value = component.get("value")
        if isinstance(value, str):
            yield value
        yield from _texts(component.get("components") or ())
        if inner := component.get("component"):
            yield from _texts([inner])
