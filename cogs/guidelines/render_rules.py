"""Guidelines as members read them."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.effects import Button, Message
from bot.texts import N_, Translation, escape, shorten, timestamp
from cogs.guidelines.settings import Acceptance, Guideline

ACCEPT = "guidelines:accept:{edition}"
LONGEST = 2000
NEW, CHANGED, GONE = N_("new: {titles}"), N_("changed: {titles}"), N_("taken out: {titles}")


def rules(
    t: Translation,
    guidelines: Sequence[Guideline],
    community: str,
    acceptance: Acceptance | None = None,
    news: str = "",
) -> list[Message]:
    """Return the guidelines for members, with a button to accept them if that is asked for."""
    blocks = [t("## Guidelines of {community}", community=escape(community))]
    blocks += [_guideline(t, each, t.language) for each in guidelines]
    blocks += [news] if news else []
    if acceptance is not None:
        asked = t("When you have read them, press the button.")
        if acceptance.edition > 1:
            asked += " " + t("They have changed, so whoever accepted them before is asked again.")
        blocks.append(asked)
    texts: list[str] = []
    for block in (shorten(block, LONGEST) for block in blocks):
        if texts and len(texts[-1]) + len(block) + 2 <= LONGEST:
            texts[-1] += f"\n\n{block}"
        else:
            texts.append(block)
    *first, last = texts
    rows = ((_accept_button(t, acceptance),),) if acceptance is not None else ()
    return [*(Message(text=text) for text in first), Message(text=last, rows=rows)]


def _accept_button(t: Translation, acceptance: Acceptance) -> Button:
    custom_id = ACCEPT.format(edition=acceptance.edition)
    return Button(label=t("I have read them"), custom_id=custom_id, style="success")


def wordings(t: Translation, guidelines: Sequence[Guideline]) -> dict[str, list[str]]:
    """Return the title of each guideline by its id, and what tells its wording from another."""
    return {
        one.id: [
            one.title.in_(t.language),
            hashlib.sha256(_guideline(t, one, t.language).encode()).hexdigest(),
        ]
        for one in guidelines
    }


def news(
    t: Translation,
    before: Mapping[str, Sequence[str]],
    after: Mapping[str, Sequence[str]],
    now: datetime,
) -> str:
    """Say for members what has changed between two wordings, empty when nothing has."""
    new = [after[one][0] for one in after if one not in before]
    changed = [after[one][0] for one in after if one in before and before[one] != after[one]]
    gone = [before[one][0] for one in before if one not in after]
    told = [
        t(words, titles=t.list([escape(title) for title in titles]))
        for words, titles in ((NEW, new), (CHANGED, changed), (GONE, gone))
        if titles
    ]
    if not told:
        return ""
    return t("Changed on {day}: {what}.", day=timestamp(now, "D"), what="; ".join(told))


def summary(guidelines: Sequence[Guideline], language: str, fallback: str, longest: int) -> str:
    """Return the titles in at most `longest` words, ending with a whole title."""
    lines: list[str] = []
    words = 0
    for guideline in guidelines:
        title = guideline.title.in_(language, fallback).strip()
        words += len(title.split()) + 1
        if words > longest:
            break
        lines.append(f"- {title}")
    return "\n".join(lines)


def _guideline(t: Translation, guideline: Guideline, language: str) -> str:
    return "\n".join(_lines_of(t, guideline, language))


def _lines_of(t: Translation, guideline: Guideline, language: str) -> Iterator[str]:
    yield f"**{guideline.title.in_(language).strip()}**"
    if guideline.text is not None:
        yield guideline.text.in_(language).strip()
    if guideline.why is not None:
        yield t("Why: {reason}", reason=guideline.why.in_(language).strip())
    for text in guideline.examples.fine:
        yield "- " + t("Fine: “{text}”", text=" ".join(text.in_(language).split()))
    for text in guideline.examples.not_fine:
        yield "- " + t("Not fine: “{text}”", text=" ".join(text.in_(language).split()))
