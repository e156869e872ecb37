"""Testimonials in words: the question, the wall, the lists."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.effects import Button, Message
from bot.messages import MessageEvent
from bot.texts import N_, Translation, escape, shorten, timestamp
from cogs.testimonials import policy
from cogs.testimonials.policy import Consent, Scope, Shown, State
from cogs.testimonials.store import Given, Testimonial

ON_A_PAGE = 5
LONGEST = 1900
LONGEST_PLACE, LONGEST_SERVER = 300, 50
LONGEST_AFFILIATION = 100
ANSWER = "testimonials:{guild}:{number}:{revision}:{action}"
SUGGESTED = "testimonials:suggested:{channel}:{message}:{action}"
MINE = "testimonials:mine:{page}"
REVIEW = "testimonials:review:{number}:{revision}"

STATES = {
    State.CAPTURED: N_("kept, its author has not been asked"),
    State.ASKED: N_("its author has been asked"),
    State.CONSENTED: N_("its author agrees, your team has not approved it yet"),
    State.APPROVED: N_("agreed and approved"),
    State.PUBLISHED: N_("on the wall"),
    State.WITHDRAWN: N_("taken back"),
    State.EXPIRED: N_("over"),
    State.DECLINED: N_("its author said no"),
}
TO_AUTHORS = {
    State.CAPTURED: N_("not shown: you have not decided yet"),
    State.ASKED: N_("not shown: you have not decided yet"),
    State.DECLINED: N_("not shown: you said no"),
}
"""States that authors read in words of their own."""
SCOPES = {
    Scope.SERVER: N_("On this server"),
    Scope.WEBSITE: N_("On the community's website"),
    Scope.SOCIAL: N_("In social media"),
    Scope.SALES: N_("In presentations to customers"),
}
NAMES = {
    Shown.NAME: N_("My display name"),
    Shown.FIRST: N_("My first name only"),
    Shown.HANDLE: N_("My Discord handle"),
    Shown.NOBODY: N_("No name"),
}
EVENTS = {
    "capture": N_("kept"),
    "ask": N_("asked"),
    "miss": N_("could not reach its author privately"),
    "consent": N_("agreed"),
    "decline": N_("said no"),
    "approve": N_("approved it"),
    "publish": N_("shown"),
    "edit": N_("changed the words"),
    "withdraw": N_("took it back"),
    "expire": N_("ended by itself"),
    "tag": N_("tagged"),
}


def question(t: Translation, one: Testimonial, server: str) -> Message:
    """Ask the author, with the exact words."""
    where = f"**{shorten(escape(server), LONGEST_SERVER)}**"
    told = (
        t("Thank you! May {server} quote what you wrote?", server=where)
        if one.source == "given"
        else t(
            "You said something kind in {server}, and the team would like to quote it:",
            server=where,
        )
    )
    terms = t(
        "Nothing is shown unless you agree. If you do, you choose where, under which name and "
        "until when, and you can take it back at any time with /my testimonials. Saying no is just "
        "as fine, and nobody will be told why. This question is open for 30 days."
    )
    buttons = (
        _answer(one, "agree", t("Choose what may be shown")),
        _answer(one, "decline", t("No, thanks")),
        _answer(one, "never", t("Don't ask me again")),
    )
    return Message(text=f"{told}\n{policy.quoted(one.text)}\n\n{terms}", rows=(buttons,))


def suggestion(t: Translation, event: MessageEvent, praise: Sequence[str]) -> Message:
    """Show the team that somebody has said something kind, without repeating it."""
    assert event.author is not None, "somebody has written it"
    head = t(
        "**Kind words** by {author}: {link}",
        author=f"<@{event.author.id}>",
        link=link_to(event.guild_id, event.channel_id, event.message_id),
    )
    why = t(
        "Suggested because of: {words}. Nothing is kept of it, and nobody is asked, unless you "
        "press Ask.",
        words=t.list([f"“{escape(one)}”" for one in praise]),
    )
    labels = {
        "ask": t("Ask whether it may be quoted"),
        "dismiss": t("Not this"),
        "stop": t("Stop suggesting"),
    }
    buttons = tuple(
        Button(
            label=label,
            custom_id=SUGGESTED.format(
                channel=event.channel_id, message=event.message_id, action=action
            ),
        )
        for action, label in labels.items()
    )
    return Message(text=f"{head}\n{why}", rows=(buttons,))


def link_to(guild_id: int, channel_id: int | None, message_id: int) -> str:
    """Return the address of a message."""
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"


def agreed(t: Translation, given: Consent) -> str:
    """Thank the author and say what they agreed to."""
    return t(
        "Thank you! You agreed to: {scopes}. Shown as: {name}. You can take it back at any time "
        "with /my testimonials.",
        scopes=t.list([t(SCOPES[one]) for one in sorted(given.scopes)]),
        name=t(NAMES[given.shown]),
    )


def review(t: Translation, one: Testimonial, consent: Consent) -> Message:
    """Tell the team that somebody has agreed."""
    head = t(
        "**Testimonial {n}**: {author} agrees.",
        n=one.number,
        author=f"**{escape(one.display_name)}**",
    )
    lines = [head, policy.quoted(one.text), _terms(t, consent)]
    if one.affiliation:
        lines.append(t("About themselves they say: {words}", words=_affiliation(one)))
    custom_id = REVIEW.format(number=one.number, revision=one.revision)
    button = Button(label=t("Approve"), custom_id=custom_id, style="primary")
    return Message(text="\n".join(lines), rows=((button,),))


def thanks_draft(t: Translation, one: Testimonial) -> str:
    """Draft thanks for staff to send in their own name."""
    return t(
        "A draft to thank them, in your own name:\n> Hi {name}, thank you for letting us quote "
        "you. It means a lot to the people who work on this.",
        name=escape(one.display_name),
    )


def on_the_wall(t: Translation, one: Testimonial, consent: Consent) -> Message:
    """Show words as their author agreed to it."""
    name = policy.named(consent.shown, display_name=one.display_name, handle=one.handle)
    by = escape(name) if name else t("a member")
    lines = [policy.quoted(one.text), f"— {by}"]
    if one.affiliation and name:
        lines[-1] += f", {_affiliation(one)}"
    return Message(text="\n".join(lines))


def take_down(t: Translation, one: Testimonial, places: Mapping[Scope, str]) -> Message:
    """Tell the team where words still have to be taken down."""
    lines = [
        t(
            "**Testimonial {n} must not be shown any more.** The bot has taken down its own. "
            "Please take it down here as well:",
            n=one.number,
        )
    ]
    lines += [
        f"- {t(SCOPES[scope])}" + (f": {shorten(place, LONGEST_PLACE)}" if place else "")
        for scope, place in places.items()
    ]
    return Message(text="\n".join(lines))


def listed(
    t: Translation, found: Sequence[Testimonial], *, total: int, page: int, link: str
) -> Message:
    """Return a page of testimonials for staff; `link` is the custom_id of a page, with {page}."""
    if not found:
        return Message(text=t("There are no testimonials like that."))
    pages = (total + ON_A_PAGE - 1) // ON_A_PAGE
    head = t.n("**{n} testimonial**", "**{n} testimonials**", n=total)
    if pages > 1:
        head += " · " + t("page {page} of {pages}", page=page + 1, pages=pages)
    lines = [head]
    for one in found:
        tags = "".join(f" #{tag}" for tag in one.tags)
        text = escape(shorten(" ".join(one.text.split()), 200))
        author = escape(one.display_name)
        lines.append(f"{one.number}. {text} — {author} ({t(STATES[one.state])}){tags}")
    buttons = []
    if page > 0:
        buttons.append(Button(label=t("Back"), custom_id=link.format(page=page - 1)))
    if page < pages - 1:
        buttons.append(Button(label=t("Next"), custom_id=link.format(page=page + 1)))
    text = shorten("\n".join(lines), LONGEST)
    return Message(text=text, rows=(tuple(buttons),) if buttons else ())


def shown(
    t: Translation, one: Testimonial, given: Given | None, story: Iterable[Mapping[str, Any]]
) -> str:
    """Tell staff all about one testimonial."""
    lines = [
        f"**{one.number}** · {t(STATES[one.state])} · {escape(one.display_name)}",
        policy.quoted(one.text),
    ]
    if one.original != one.text:
        lines.append(t("As it was said first:") + f"\n{policy.quoted(one.original)}")
    if given is not None:
        lines.append(_terms(t, given.consent))
    if one.tags:
        lines.append(" ".join(f"#{tag}" for tag in one.tags))
    if one.message_id is not None:
        address = link_to(one.guild_id, one.channel_id, one.message_id)
        opened = t("Open")
        lines.append(f"[{opened}]({address})")
    for entry in story:
        who = f"<@{entry['by_id']}>" if entry["by_id"] else "Steward"
        what = t(EVENTS[entry["event"]])
        lines.append(f"- {timestamp(entry['at'], 'f')} {who}: {what}")
    return shorten("\n".join(lines), LONGEST)


def mine(t: Translation, found: Sequence[Testimonial], *, page: int = 0) -> Message:
    """Show members a page of their own, each with a way to take it back.

    One more than fits says that there is a page after it.
    """
    if not found:
        return Message(text=t("There are no testimonials of yours here."))
    lines, buttons = [t("**Your testimonials**")], []
    for one in found[:ON_A_PAGE]:
        state = t(TO_AUTHORS.get(one.state) or STATES[one.state])
        lines.append(f"{one.number}. {state}\n{shorten(policy.quoted(one.text), 250)}")
        if one.state in (State.CAPTURED, State.ASKED):
            buttons.append(_answer(one, "agree", t("Choose for number {n}", n=one.number)))
        buttons.append(_answer(one, "withdraw", t("Take number {n} back", n=one.number)))
    rows = [tuple(buttons[start : start + 5]) for start in range(0, len(buttons), 5)]
    turning = []
    if page > 0:
        turning.append(Button(label=t("Back"), custom_id=MINE.format(page=page - 1)))
    if len(found) > ON_A_PAGE:
        turning.append(Button(label=t("Next"), custom_id=MINE.format(page=page + 1)))
    if turning:
        rows.append(tuple(turning))
    return Message(text="\n".join(lines), rows=tuple(rows))


def _affiliation(one: Testimonial) -> str:
    return shorten(escape(one.affiliation), LONGEST_AFFILIATION)


def _terms(t: Translation, consent: Consent) -> str:
    until = (
        timestamp(datetime.fromisoformat(f"{consent.until}T12:00:00+00:00"), "D")
        if consent.until
        else t("without an end")
    )
    return t(
        "For: {scopes}. Shown as: {name}. Picture: {picture}. Until: {until}.",
        scopes=t.list([t(SCOPES[one]) for one in sorted(consent.scopes)]),
        name=t(NAMES[consent.shown]),
        picture=t("yes") if consent.with_picture else t("no"),
        until=until,
    )


def _answer(one: Testimonial, action: str, label: str) -> Button:
    custom_id = ANSWER.format(
        guild=one.guild_id, number=one.number, revision=one.revision, action=action
    )
    return Button(label=label, custom_id=custom_id)
