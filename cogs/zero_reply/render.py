"""Facts about unanswered posts as text: the list, one post, and what is posted about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.effects import Button, Embed, Message
from bot.texts import Translation, escape, shorten, timestamp
from cogs.zero_reply.figures import Figures
from cogs.zero_reply.helping import Choice
from cogs.zero_reply.opener import Opener
from cogs.zero_reply.place import Place
from cogs.zero_reply.similar import Similar

PAGE = 10
LONGEST_SHOWN_TITLE = 80
LONGEST_TEXT = 4096
IN_A_ROW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a list of unanswered posts says; `items` by their numbers, with who could help.

    `left` are some posts of people who are not here any more.
    """

    items: Mapping[int, Opener]
    counts: tuple[int, int, int]
    figures: Figures
    since: datetime
    now: datetime
    helpers: Mapping[int, Choice]
    left: Sequence[Opener]


def digest(place: Place, listed: Listed) -> Message:
    """Write the list of a period, as it is now."""
    t = place.t
    waiting = {
        number: one
        for number, one in listed.items.items()
        if one.status == "open" or one.is_unconfirmed(listed.now)
    }
    met = [number for number, one in listed.items.items() if one.status == "answered"]
    if not any(listed.counts) and not waiting:
        return Message(text=nothing_waits(t, listed.figures))
    first = dict(list(waiting.items())[:PAGE])
    parts = [_page(place, t, first, listed), _of_who_left(t, listed)]
    if met:
        parts.append(
            t("Answered meanwhile: {numbers}.", numbers=t.list([t.number(one) for one in met]))
        )
    rows = _numbered(t, first)
    rows.append((Button(label=t("Show all"), custom_id="zero_reply:page:0"),))
    return Message(
        text=_headline(t, listed),
        embeds=(Embed(title=t("Posts without an answer"), text=_paragraphs(*parts)),),
        rows=tuple(rows),
    )


def page(place: Place, t: Translation, listed: Listed, number: int, *, more: bool) -> Message:
    """Write one page of what waits now, for the person who asked."""
    left = _of_who_left(t, listed)
    if not any(listed.counts) and not listed.items:
        return Message(text="\n".join(filter(None, (nothing_waits(t, listed.figures), left))))
    shown = _page(place, t, listed.items, listed) or t("This page is empty.")
    rows = _numbered(t, listed.items)
    turns = []
    if number:
        turns.append(Button(label=t("Previous"), custom_id=f"zero_reply:page:{number - 1}"))
    if more:
        turns.append(Button(label=t("Next"), custom_id=f"zero_reply:page:{number + 1}"))
    if turns:
        rows.append(tuple(turns))
    return Message(
        text=_headline(t, listed),
        embeds=(Embed(text=_paragraphs(shown, left)),),
        rows=tuple(rows),
    )


def nothing_waits(t: Translation, figures: Figures) -> str:
    """Say that every post has an answer."""
    if not figures.posts:
        return t("Nothing unanswered. There were no new posts.")
    return t(
        "Nothing unanswered – {answered} of {posts} got a reply, median {median}.",  # noqa: RUF001 - a dash that people read
        answered=t.number(figures.answered),
        posts=t.number(figures.posts),
        median=t.duration(figures.median) if figures.median is not None else "…",
    )


def numbers(t: Translation, figures: Figures) -> str:
    """Say how fast posts were answered; for ever counts as long."""
    if not figures.posts:
        return t("There were no posts.")
    said = [
        t(
            "{answered} of {posts} got a reply.",
            answered=t.number(figures.answered),
            posts=t.number(figures.posts),
        )
    ]
    if figures.median is not None:
        said.append(t("Half of all posts had one within {time}.", time=t.duration(figures.median)))
    else:
        said.append(t("More than half are still waiting."))
    if figures.p90 is not None:
        said.append(t("Nine in ten had one within {time}.", time=t.duration(figures.p90)))
    if (share := figures.share_by_members) is not None:
        said.append(t("Members gave {share} of the answers.", share=t.percent(share)))
    return " ".join(said)


def _headline(t: Translation, listed: Listed) -> str:
    if not any(listed.counts):
        return nothing_waits(t, listed.figures)
    fresh, days, old = listed.counts
    total = fresh + days + old
    groups = [
        t.n("{n} of up to a day", "{n} of up to a day", n=fresh) if fresh else "",
        t.n("{n} of up to three days", "{n} of up to three days", n=days) if days else "",
        t.n("{n} older", "{n} older", n=old) if old else "",
    ]
    head = t.n("{n} post waits for an answer", "{n} posts wait for an answer", n=total)
    sums = t(
        "Since {since}: {figures}",
        since=timestamp(listed.since, "f"),
        figures=numbers(t, listed.figures),
    )
    return f"**{head}** ({', '.join(filter(None, groups))})\n{sums}"


def _page(place: Place, t: Translation, items: Mapping[int, Opener], listed: Listed) -> str:
    return "\n".join(_line(place, t, number, one, listed) for number, one in items.items())


def _paragraphs(*parts: str) -> str:
    return shorten("\n\n".join(filter(None, parts)), LONGEST_TEXT)


def _of_who_left(t: Translation, listed: Listed) -> str:
    if not listed.left:
        return ""
    posts = t.list([link(t, one) for one in listed.left])
    return t("Asked by people who have left: {posts}.", posts=posts)


def _line(place: Place, t: Translation, number: int, one: Opener, listed: Listed) -> str:
    now, choice = listed.now, listed.helpers.get(one.opener_id)
    name = escape(place.name_of(one.author_id) or t("somebody who has left"))
    notes = [name, timestamp(one.at, "R"), f"<#{one.parent_id or one.channel_id}>"]
    if one.status == "probable":
        notes.append(t("probably answered: please confirm"))
    if one.is_first:
        notes.append(t("first post of a newcomer"))
    if one.same_question:
        notes.append(t.n("{n} reaction", "{n} reactions", n=one.same_question))
    if (claimer := one.claimed_by(now)) is not None:
        notes.append(t("{name} is on it", name=escape(place.name_of(claimer) or t("Somebody"))))
    elif choice is not None:
        helper = escape(place.name_of(choice.helper.helper_id) or "")
        notes.append(t("could help: {name} ({why})", name=helper, why=why(t, choice)))
    return f"**{t.number(number)}.** {link(t, one)} · {' · '.join(notes)}"


def link(t: Translation, one: Opener) -> str:
    """Write the title of a post as a link to it."""
    title = escape(shorten(one.title, LONGEST_SHOWN_TITLE)) or t("A post without words")
    return f"[{title}]({one.url})"


def why(t: Translation, choice: Choice) -> str:
    """Say why this helper."""
    if choice.topics:
        return t("helps with {topics}", topics=t.list([escape(one) for one in choice.topics]))
    return t("helps with anything")


def _numbered(t: Translation, items: Mapping[int, Opener]) -> list[tuple[Button, ...]]:
    buttons = [
        Button(
            label=t("Post {number}", number=t.number(number)),
            custom_id=f"zero_reply:item:{one.opener_id}",
        )
        for number, one in items.items()
    ]
    return [tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)]


def panel(
    place: Place,
    t: Translation,
    one: Opener,
    *,
    now: datetime,
    helpers: Sequence[Choice],
    alike: Sequence[Similar],
) -> Message:
    """Show one post and what can be done for it."""
    lines = [link(t, one), _state(place, t, one, now)]
    if helpers:
        named = [
            f"{escape(place.name_of(choice.helper.helper_id) or '')} ({why(t, choice)})"
            for choice in helpers[:3]
        ]
        lines.append(t("Could help: {names}.", names=t.list(named)))
    if alike:
        lines += [t("Similar posts that were answered:"), *similar_lines(t, alike)]
    record = one.opener_id
    known = [
        Button(label=t("Not a question"), custom_id=f"zero_reply:not:{record}"),
        Button(label=t("Snooze a day"), custom_id=f"zero_reply:snooze:{record}"),
        Button(label=t("It is answered"), custom_id=f"zero_reply:done:{record}"),
    ]
    if one.status == "probable":
        known.append(Button(label=t("It still waits"), custom_id=f"zero_reply:waits:{record}"))
    return Message(
        text="\n".join(lines),
        rows=(
            (
                Button(label=t("Tag helper"), custom_id=f"zero_reply:tag:{record}"),
                Button(label=t("I'll answer"), custom_id=f"zero_reply:mine:{record}"),
                Button(label=t("Ask for details"), custom_id=f"zero_reply:details:{record}"),
                Button(label=t("Suggest resource"), custom_id=f"zero_reply:resource:{record}"),
            ),
            (
                Button(label=t("Route"), custom_id=f"zero_reply:route:{record}"),
                *known,
            ),
        ),
    )


def _state(place: Place, t: Translation, one: Opener, now: datetime) -> str:
    name = escape(place.name_of(one.author_id) or t("somebody who has left"))
    asked = t("Asked by {name} {when}.", name=name, when=timestamp(one.at, "R"))
    match one.status:
        case "answered":
            state = t("It has an answer.")
        case "probable":
            state = t("What was said after it is probably an answer.")
        case "closed" | "none" | "deleted":
            state = t("It needs no answer any more.")
        case _:
            claimer = one.claimed_by(now)
            state = (
                t("{name} is on it.", name=escape(place.name_of(claimer) or t("Somebody")))
                if claimer is not None
                else t("Nobody has answered yet.")
            )
    return f"{asked} {state}"


def never_mind(t: Translation, one: Opener) -> Button:
    """Return the button with which authors take their post off the list."""
    return Button(
        label=t("I need no answer any more"), custom_id=f"zero_reply:nevermind:{one.opener_id}"
    )


def similar_lines(t: Translation, alike: Sequence[Similar]) -> list[str]:
    """List similar posts, each with the words that it shares."""
    return [
        "- "
        + t(
            "{post} (both about {words})",
            post=link(t, one.opener),
            words=t.list([escape(word) for word in one.words]),
        )
        for one in alike
    ]
