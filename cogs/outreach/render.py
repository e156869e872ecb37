"""Private words as they are read in each place."""

from bot.effects import Button, Embed, Message
from bot.texts import Translation, escape, shorten

LONGEST = 2000


def direct(
    message: Message, guild: str, t: Translation, *, answerable: bool, stop_id: str | None
) -> Message:
    """Word a direct message: from where it comes, whether it can be answered or stopped."""
    lines = [t("From {guild}.", guild=escape(guild))]
    if answerable:
        lines.append(t("You can answer here: those who look after {guild} can read what you write.",
                       guild=escape(guild)))  # fmt: skip
    if stop_id is None:
        return _under(message, lines)
    lines.append(t("You get this because you are a member there; at most one in thirty days."))
    stop = Button(label=t("Stop these messages"), custom_id=stop_id)
    return _with_button(_under(message, lines), stop)


def in_thread(message: Message, member_id: int, t: Translation, *, answerable: bool) -> Message:
    """Word a message in a private thread; it calls the member."""
    lines = [t("You get this here because direct messages did not reach you.")]
    if answerable:
        lines.append(t("You can answer here; the team can read it."))
    called = message.model_copy(
        update={
            "text": shorten(f"<@{member_id}>\n{message.text}", LONGEST),
            "mention_users": (*message.mention_users, member_id),
        }
    )
    return _under(called, lines)


def at_visit(message: Message, guild: str, t: Translation, *, answer_id: str | None) -> Message:
    """Word what was kept for a member's next visit."""
    words = t(
        "{guild} has kept this for you, since direct messages did not reach you.",
        guild=escape(guild),
    )
    shown = _under(message, [words])
    if answer_id is None:
        return shown
    return _with_button(shown, Button(label=t("Answer…"), custom_id=answer_id, style="primary"))


def thread_name(member: str, t: Translation) -> str:
    """Name a private thread."""
    return shorten(t("For {member}", member=member), 100)


def passed_on(guild: str, t: Translation) -> Message:
    """Word that an answer was handed on."""
    return Message(
        text=t("Thank you. Those who look after {guild} have your answer.", guild=escape(guild))
    )


def where_to_ask(guild: str, channel_id: int | None, t: Translation) -> Message:
    """Word where somebody may ask who has written to the bot for nothing."""
    hello = t("Hello! Nobody reads what is written to me here.")
    where = (
        t("On {guild} people will gladly help you: just ask.", guild=escape(guild))
        if channel_id is None
        else t("Please ask in {channel}: people will gladly help you.", channel=f"<#{channel_id}>")
    )
    return Message(text=f"{hello}\n{where}")


def stopped(guild: str, t: Translation) -> str:
    """Word that invitations have been stopped."""
    return t(
        "{guild} will send you no more invitations. You are still told what concerns yourself.",
        guild=escape(guild),
    )


def resumed(guild: str, t: Translation) -> str:
    """Word that invitations may come again."""
    return t("{guild} may send you invitations again.", guild=escape(guild))


def _with_button(message: Message, button: Button) -> Message:
    return message.model_copy(update={"rows": (*message.rows[:4], (button,))})


def _under(message: Message, lines: list[str]) -> Message:
    """Put small print under a message, in a frame of its own where the text leaves no room."""
    text = "\n".join(filter(None, (message.text, *(f"-# {line}" for line in lines))))
    if len(text) <= LONGEST:
        return message.model_copy(update={"text": text})
    print_ = Embed(footer="\n".join(lines))
    return message.model_copy(update={"embeds": (*message.embeds[:9], print_)})
