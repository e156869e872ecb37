"""Forms that were open while the bot restarted: what was typed is given back."""

from collections.abc import Iterator, Mapping
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
LONGEST = 1700


def typed_into(data: Mapping[str, Any]) -> list[str]:
    """Return what somebody typed into a form's fields, in their order."""
    return [text for text in _texts(data.get("components") or ()) if text.strip()]


async def give_back(interaction: discord.Interaction[Any], t: Translation) -> None:
    """Tell the person, for their eyes only, with all that they have typed."""
    typed = typed_into(interaction.data or {})
    parts: dict[str, Any] = {"content": t(LOST if typed else NOTHING_TYPED)}
    blocks = "\n".join(f"```\n{text}\n```" for text in typed)
    if len(blocks) > LONGEST or any("```" in text for text in typed):
        whole = "\n\n".join(typed).encode()
        parts["file"] = discord.File(BytesIO(whole), "what-you-wrote.txt")
    elif typed:
        parts["content"] += f"\n{blocks}"
    await interaction.response.send_message(
        ephemeral=True, allowed_mentions=discord.AllowedMentions.none(), **parts
    )


def _texts(components: Any) -> Iterator[str]:  # noqa: ANN401 - Discord's JSON
    for component in components:
        value = component.get("value")
        if isinstance(value, str):
            yield value
        yield from _texts(component.get("components") or ())
        if inner := component.get("component"):
            yield from _texts([inner])
