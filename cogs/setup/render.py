"""The setup in words."""

from collections.abc import Iterable, Sequence

from bot.doctor.names import CHANNEL_KINDS
from bot.doctor.report import harmless
from bot.features import Feature
from bot.settings.problems import Problem
from bot.settings.references import ChannelRef, RoleRef
from bot.texts import LANGUAGES, N_, Translation, escape, shorten
from cogs.setup.draft import Choice, Choices, Draft
from cogs.setup.pages import FEATURES, LANGUAGE, PLAN, STAFF, ZONE, slots_on, steps
from cogs.setup.policy import Change, Creation, Plan
from cogs.setup.situation import Situation, can_create, language, placed, staff, switched_on, zone
from cogs.setup.slots import Slot, What, community_slots, signed

LONGEST = 2000
MOST_LINES = 25


def page(draft: Draft, situation: Situation, t: Translation, *, note: str = "") -> str:
    """Word a page of the setup except the last one, which needs a plan."""
    lines = [note, ""] if note else []
    lines += [f"**{_title(draft, situation, t)}**", ""]
    match draft.step:
        case "language":
            lines += [_language_text(draft, situation, t)]
        case "zone":
            lines += [_zone_text(draft, situation, t)]
        case "staff":
            lines += [*_staff_text(draft, situation, t)]
        case "features":
            lines += [*_features_text(draft, situation, t)]
        case _:
            lines += [*_places_text(draft, situation, t)]
    return shorten("\n".join(lines), LONGEST)


def plan_page(
    plan: Plan,
    problems: Sequence[Problem],
    draft: Draft,
    situation: Situation,
    t: Translation,
    *,
    note: str = "",
) -> str:
    """Word exactly what confirming would do, or what stands in the way."""
    lines = [note, ""] if note else []
    lines += [f"**{_title(draft.with_(step=PLAN), situation, t)}**", ""]
    if plan.empty:
        lines.append(t("Everything is as you want it already: there is nothing to do."))
    if plan.creations:
        lines += [t("This will be created:")]
        lines += _bounded([f"- {_creation(each, t)}" for each in plan.creations], t)
    if plan.changes:
        lines += [t("These settings will change:")]
        lines += _bounded([f"- {change(each, situation, t)}" for each in plan.changes], t)
    obstacles = [harmless(each).say(t) for each in plan.obstacles]
    obstacles += [problem_line(problem, t) for problem in problems]
    if obstacles:
        lines += ["", t("This stands in the way:"), *_bounded([f"- {o}" for o in obstacles], t)]
    elif not plan.empty:
        lines += ["", t("Nothing has been done yet.")]
    return shorten("\n".join(lines), LONGEST)


def change(each: Change, situation: Situation, t: Translation) -> str:
    """Word one setting that changes."""
    match each.path:
        case ("community", "language"):
            before, after = LANGUAGES[each.before], LANGUAGES[each.after]
            return t("Language: {before} → {after}", before=before, after=after)
        case ("community", "timezone"):
            return t("Time zone: {before} → {after}", before=each.before, after=each.after)
        case ("community", "staff"):
            return t(
                "Staff: managers {managers}; moderators {moderators}",
                managers=_names(each.after["managers"], "role", situation, t),
                moderators=_names(each.after["moderators"], "role", situation, t),
            )
        case ("features", name, "enabled"):
            if each.after:
                return t("Switch on: {feature}", feature=name)
            return t("Switch off: {feature}", feature=name)
    assert each.what is not None, "all other changes are about channels and roles"
    return t(
        "{setting}: {before} → {after}",
        setting=escape(".".join(each.path[1:])),
        before=_refs(each.before, situation, t),
        after=_names(each.after, each.what, situation, t),
    )


def problem_line(problem: Problem, t: Translation, *, in_a_file: bool = False) -> str:
    """Word a mistake in the settings; its line tells something to who has written a file."""
    place = problem.field
    if in_a_file and problem.line is not None:
        place = t("line {line}, column {column}", line=problem.line, column=problem.column or 1)
        place = f"{place} ({problem.field})" if problem.field else place
    told = escape(problem.message(t))
    return f"{escape(place)}: {told}" if place else told


def made_line(made: Iterable[str], t: Translation) -> str:
    """Say what has been created."""
    return t("Created: {names}.", names=t.list(made))


def _title(draft: Draft, situation: Situation, t: Translation) -> str:
    order = steps(draft, situation)
    number = order.index(draft.step) + 1
    titles = {
        LANGUAGE: N_("Language"),
        ZONE: N_("Time zone"),
        STAFF: N_("Your team"),
        FEATURES: N_("What the bot does"),
        PLAN: N_("What will be done"),
    }
    found = slots_on(draft.step, situation)
    title = found[0].name if found else t(titles[draft.step])
    count = len(order)
    return t("Setup, step {number} of {count}: {title}", number=number, count=count, title=title)


def _language_text(draft: Draft, situation: Situation, t: Translation) -> str:
    return t(
        "Which language does the bot speak on this server? Now: {language}. Members can choose "
        "their own with /language.",
        language=LANGUAGES[language(draft, situation)],
    )


def _zone_text(draft: Draft, situation: Situation, t: Translation) -> str:
    return t(
        "Where do your days begin? Hours in the settings are meant in this time zone. Now: {zone}.",
        zone=escape(zone(draft, situation)),
    )


def _staff_text(draft: Draft, situation: Situation, t: Translation) -> Iterable[str]:
    managers = _names(staff(draft, situation, "managers"), "role", situation, t)
    moderators = _names(staff(draft, situation, "moderators"), "role", situation, t)
    yield t("Which roles look after this community? You can leave this empty.")
    yield t(
        "- Managers: {roles}. They change settings, as does everybody with Manage Server.",
        roles=managers,
    )
    yield t(
        "- Moderators: {roles}. They work the moderators' desk, as does everybody with "
        "Moderate Members.",
        roles=moderators,
    )
    for slot in community_slots():
        yield f"- {_slot_line(slot, draft, situation, t)}"


def _features_text(draft: Draft, situation: Situation, t: Translation) -> Iterable[str]:
    on = switched_on(draft, situation)
    yield t("Choose what is switched on.")
    for feature in situation.choosable:
        yield f"- {feature_line(feature, t, is_on=feature.name in on)}"


def feature_line(feature: Feature, t: Translation, *, is_on: bool) -> str:
    """Word a feature in one line: whether it is on, and what it does."""
    state = t("on") if is_on else t("off")
    return f"**{feature.name}** ({state}): {t(feature.summary)}"


def _places_text(draft: Draft, situation: Situation, t: Translation) -> Iterable[str]:
    found = slots_on(draft.step, situation)
    if found is None:
        return
    feature, slots = found
    yield t(feature.summary)
    for number, slot in enumerate(slots, 1):
        yield f"{number}. {_slot_line(slot, draft, situation, t)}"


def _slot_line(slot: Slot, draft: Draft, situation: Situation, t: Translation) -> str:
    chosen = placed(slot, draft, situation)
    name = f"**{escape(slot.name)}**"
    told = [t("{name} (needed):", name=name) if slot.needed else f"{name}:"]
    told += [t(slot.description)]
    told += [t("Now: {names}.", names=_names(chosen, slot.what, situation, t))]
    if slot.kind is not None and not can_create(slot):
        kind = t(CHANNEL_KINDS[slot.kind])
        told.append(t("Create a {kind} channel on Discord first, then pick it.", kind=kind))
    return " ".join(told)


def _creation(creation: Creation, t: Translation) -> str:
    name = escape(creation.name)
    if creation.what == "role":
        return t("the role @{name}, without any permissions", name=name)
    if creation.kind == "text" and creation.staff_only:
        return t("the channel #{name}, which only your team sees", name=name)
    if creation.kind == "text":
        return t("the channel #{name}", name=name)
    kind = t(CHANNEL_KINDS[creation.kind])
    if creation.staff_only:
        return t("the {kind} channel #{name}, which only your team sees", kind=kind, name=name)
    return t("the {kind} channel #{name}", kind=kind, name=name)


def _names(choices: Choices, what: What, situation: Situation, t: Translation) -> str:
    if not choices:
        return t("nothing")
    return t.list([_name(choice, what, situation, t) for choice in choices])


def _name(choice: Choice, what: What, situation: Situation, t: Translation) -> str:
    if choice.id is not None:
        return signed(what, escape(situation.name_of(what, choice.id)))
    return t("{name} (new)", name=signed(what, escape(choice.create)))


def _refs(refs: tuple[ChannelRef | RoleRef, ...], situation: Situation, t: Translation) -> str:
    names = []
    for ref in refs:
        what: What = "channel" if isinstance(ref, ChannelRef) else "role"
        names.append(signed(what, escape(situation.name_of(what, ref.id) if ref.id else ref.name)))
    return t.list(names) if names else t("nothing")


def _bounded(lines: list[str], t: Translation) -> list[str]:
    if len(lines) <= MOST_LINES:
        return lines
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], t.n("- and {n} more", "- and {n} more", n=more)]
