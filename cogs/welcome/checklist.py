"""Which steps newcomers find on their checklist, and how they are worded."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.texts import N_, Translation, shorten
from cogs.welcome.place import Place
from cogs.welcome.settings import Step
from cogs.welcome.text_settings import LONGEST_STEP

LABELS = {
    "guidelines": N_("Guidelines"),
    "roles": N_("Roles"),
    "guide": N_("Server guide"),
    "look_around": N_("Look around"),
    "introduce": N_("Introduce yourself"),
    "this_week": N_("This week"),
    "ask": N_("Ask for help"),
}
WORDINGS = {
    "guidelines": N_("Read the guidelines."),
    "roles": N_("Pick your roles and channels: {link}"),
    "guide": N_("Have a look at the server guide: {link}"),
    "look_around": N_("Look around, and mute the channels that are not for you."),
    "introduce": N_("Say who you are, in a sentence or two, wherever you like."),
    "this_week": N_("Join in with something this week."),
    "ask": N_("Ask when you are stuck. Every question is welcome."),
}
IN_A_CHANNEL = {
    "guidelines": N_("Read the guidelines: {channel}"),
    "introduce": N_("Say who you are, in a sentence or two: {channel}"),
    "ask": N_("Ask when you are stuck: {channel}"),
}
# Discord shows these as links to its own pages.
LINKS = {"roles": "<id:customize>", "guide": "<id:guide>"}
LONGEST_LABEL = 40
LONGEST_SUMMARY = 1200


@dataclass(frozen=True, slots=True)
class Item:
    """A step as it is shown: progress is kept under its `name`, its button says `label`."""

    name: str
    text: str
    label: str


def items(
    place: Place, t: Translation, *, summary: str = "", coming_up: Sequence[str] = ()
) -> tuple[Item, ...]:
    """Return the checklist of a server in the reader's language.

    `summary` is the guidelines in few words and `coming_up` what takes place soon, both as other
    features or the settings offer them.
    """
    chosen = place.settings.steps or _usual(place, coming_up)
    return tuple(_item(step, place, t, summary, coming_up) for step in chosen)


def _usual(place: Place, coming_up: Sequence[str]) -> tuple[Step, ...]:
    """Return the steps that lead somewhere on this server."""
    looking = ("roles", "guide") if place.has_onboarding else ("look_around",)
    this_week = ("this_week",) if coming_up else ()
    kinds = ("guidelines", *looking, "introduce", *this_week, "ask")
    return tuple(Step.model_validate({"kind": kind}) for kind in kinds)


def _item(step: Step, place: Place, t: Translation, summary: str, coming_up: Sequence[str]) -> Item:
    if step.text is not None:
        text = step.text.in_(t.language, place.t.language)
    else:
        text = _wording(step.kind, place, t)
    if step.kind == "guidelines" and summary:
        text = f"{text}\n{_quoted(shorten(summary, LONGEST_SUMMARY))}"
    if step.kind == "this_week" and coming_up:
        lines = (f"- {shorten(line, LONGEST_STEP)}" for line in coming_up[:3])
        text = "\n".join((text, *lines))
    label = t(LABELS[step.kind]) if step.kind in LABELS else shorten(step.id, LONGEST_LABEL)
    return Item(step.name, text, label)


def _wording(kind: str, place: Place, t: Translation) -> str:
    channel_id = {
        "guidelines": place.rules_channel_id,
        "introduce": place.introductions_channel_id,
        "ask": place.help_channel_id,
    }.get(kind)
    if channel_id is not None:
        return t(IN_A_CHANNEL[kind], channel=f"<#{channel_id}>")
    return t(WORDINGS[kind], link=LINKS.get(kind, ""))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())
