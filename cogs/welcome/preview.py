"""What the greeting looks like for people with easy and with difficult names."""

from collections.abc import Sequence

from bot.effects import Message
from bot.texts import N_, Translation, escape, shorten
from cogs.welcome import render
from cogs.welcome.place import Place

SAMPLES = (
    (N_("a name of 32 characters"), "Maximiliana-Konstantina von Hohen"[:32]),
    (N_("a name of emoji"), "🦊🌿👩‍👩‍👧‍👦"),
    (N_("a name that runs from right to left"), "مرحبا بالعالم"),
    (N_("a name with Markdown and a mention"), "**Bold** @everyone <@1> `x`"),
)
LONGEST = 2000


def pages(place: Place, t: Translation, user_id: int) -> Sequence[Message]:
    """Return the preview in as many messages as it takes; the first has the real buttons."""
    own = render.greeting(place, user_id, None)
    blocks = [_block(t("As it would be for you:"), own.text)]
    blocks += [
        _block(t("For {name}:", name=t(kind)), _for_name(place, name)) for kind, name in SAMPLES
    ]
    if place.settings.welcome_back is not None:
        text = render.greeting(place, user_id, None, back=True).text
        blocks.append(_block(t("For somebody who comes back:"), text))
    if place.settings.raid.greet_together:
        together = render.together(place, [user_id])
        blocks.append(_block(t("For many who came at once:"), together.text))
    blocks += _missing(place, t)
    texts = _fitted(blocks)
    return [Message(text=texts[0], rows=own.rows), *(Message(text=text) for text in texts[1:])]


def _for_name(place: Place, name: str) -> str:
    return render.greeting_text(place, mention=f"@{escape(name)}", name=escape(name), greeter=None)


def _missing(place: Place, t: Translation) -> list[str]:
    """Name the channels that the settings speak of and the server does not have."""
    settings = place.settings
    named = (
        (settings.channel, place.channel_id),
        (settings.rules_channel, place.rules_channel_id),
        (settings.introductions_channel, place.introductions_channel_id),
        (settings.help_channel, place.help_channel_id),
        (settings.staff_channel, place.staff_channel_id),
    )
    return [
        t(
            "Problem: there is no channel {channel}. It was renamed or deleted.",
            channel=f"**{ref}**",
        )
        for ref, found in named
        if ref is not None and found is None
    ]


def _block(title: str, text: str) -> str:
    return f"**{title}**\n{text}"


def _fitted(blocks: Sequence[str]) -> list[str]:
    """Join blocks to messages, none longer than Discord takes."""
    messages = [""]
    for block in blocks:
        joined = f"{messages[-1]}\n\n{block}" if messages[-1] else block
        if len(joined) <= LONGEST:
            messages[-1] = joined
        else:
            messages.append(shorten(block, LONGEST))
    return [message for message in messages if message]
