"""What cannot become a testimonial, told to whoever wanted it to."""

from collections.abc import Mapping, Sequence

import discord

from bot.refusal import Refusal
from cogs.testimonials import policy
from cogs.testimonials.policy import Unfit


def refuse_author(author: discord.Member | discord.User) -> None:
    """Refuse whoever cannot agree to anything."""
    if author.bot or author.discriminator == "0000":
        raise Refusal("Bots and webhooks cannot agree to anything, so they are not quoted.")


def refuse_text(text: str, blocked: Mapping[str, Sequence[str]]) -> None:
    """Refuse words that cannot be shown."""
    if (unfit := policy.unfit(text, blocked)) is not None:
        raise _refusal(unfit)


def refuse_blocked(text: str, blocked: Mapping[str, Sequence[str]]) -> None:
    """Refuse what is shown beside the words if it is about something that is not."""
    if (found := policy.blocked_by(text, blocked)) is not None:
        raise _refusal(Unfit("blocked", *found))


def _refusal(unfit: Unfit) -> Refusal:
    match unfit.why:
        case "no_words":
            return Refusal("There are no words here that could be quoted.")
        case "too_long":
            return Refusal(
                "This is too long for a testimonial: {n} characters, at most {most}. Signs that "
                "Discord would take for markup, and new lines, count more than once.",
                n=unfit.length,
                most=policy.LONGEST,
            )
        case "blocked":
            return Refusal(
                "This is not kept: it seems to be about {topic} (“{term}”). What concerns "
                "somebody's health, money or age is nothing to publish.",
                topic=unfit.topic,
                term=unfit.term,
            )
