"""How rules stand, what differs and what was blocked, in words."""

from collections.abc import Iterable, Mapping, Sequence

from bot.effects import Button, Message
from bot.texts import N_, Translation, escape, shorten
from cogs.automod import policy
from cogs.automod.compiling import MOST_KEYWORD_RULES, LeftOut, Made, Room
from cogs.automod.policy import BY_STAFF, Difference

LONGEST = 2000
LONGEST_BLOCKED = 150
MOST_LINES = 12
AROUND = 120
KINDS = {
    "new": N_("is to be made"),
    "gone": N_("somebody has deleted it on Discord"),
    "edited": N_("somebody has changed it on Discord: {changes}"),
    "outdated": N_("the guideline or the server has changed: {changes}"),
    "needless": N_("nothing asks for it any more"),
}


def blocked(t: Translation, title: str) -> str:
    """Return what Discord tells whoever writes what is blocked."""
    text = t("This goes against “{title}”. If that is a mistake, tell the team.", title=title)
    return shorten(text, LONGEST_BLOCKED)


def preview(
    t: Translation,
    *,
    made: Sequence[Made],
    left_out: Sequence[LeftOut],
    unknown: Sequence[str],
    differences: Sequence[Difference],
    room: Room,
    week: str,
) -> Message:
    """Return what AutoMod would do, what it cannot, and what applying would change."""
    by_name = {one.name: one for one in differences}
    ours = sum(one.rule.mentions is None for one in made)
    lines = [
        t(
            "Rules of AutoMod for words: {ours} of the bot's, {others} of others; {most} at most.",
            ours=ours, others=MOST_KEYWORD_RULES - room.keyword_rules, most=MOST_KEYWORD_RULES,
        )
    ]  # fmt: skip
    lines += [_made(t, one, by_name.pop(one.rule.name, None)) for one in made]
    lines += [_line(t, one) for one in by_name.values()]
    if not made:
        lines.append(t("No guideline fits into a rule of AutoMod."))
    if left_out:
        lines.append(t("Left to the bot alone:"))
        lines += [f"- {escape(one.title)}: {one.why.say(t)}" for one in left_out]
    if unknown:
        names = t.list(f"`{one}`" for one in unknown)
        lines.append(t("There is no such guideline, or it looks for nothing: {names}.",
                       names=names))  # fmt: skip
    rows = ((_apply(t, differences, week),),) if differences else ()
    return Message(text=shorten("\n".join(lines), LONGEST), rows=rows)


def drift(t: Translation, differences: Sequence[Difference], week: str) -> Message:
    """Tell staff what differs, and let them decide."""
    by_staff = sum(one.kind in BY_STAFF for one in differences)
    changed = {one.guideline for one in differences if one.kind not in BY_STAFF}
    lines = []
    if by_staff:
        lines.append(
            t.n("{n} rule of AutoMod is not as the bot left it.",
                "{n} rules of AutoMod are not as the bot left them.", n=by_staff)
        )  # fmt: skip
    if changed:
        lines.append(
            t.n("{n} guideline has changed since its rules of AutoMod were applied. Apply them?",
                "{n} guidelines have changed since their rules of AutoMod were applied. "
                "Apply them?", n=len(changed))
        )  # fmt: skip
    lines += [_line(t, one) for one in differences[:MOST_LINES]]
    if len(differences) > MOST_LINES:
        lines.append("…")
    keep = Button(label=t("Keep it as it is"), custom_id=_custom_id("keep", differences, week))
    text = shorten("\n".join(lines), LONGEST)
    return Message(text=text, rows=((_apply(t, differences, week), keep),))


def agrees(t: Translation, *, is_settled: bool) -> str:
    """Say that nothing differs from what was decided."""
    if is_settled:
        return t("The rules of AutoMod are as they should be.")
    return t(policy.UNDER_WAY)


def applied(t: Translation, differences: Sequence[Difference]) -> str:
    """Say what applying changes."""
    kinds = [one.kind for one in differences]
    counts = {
        N_("made: {n}"): kinds.count("new") + kinds.count("gone"),
        N_("changed: {n}"): kinds.count("edited") + kinds.count("outdated"),
        N_("abolished: {n}"): kinds.count("needless"),
    }
    return t("Rules of AutoMod are on their way to Discord: {counts}.", counts=_counted(t, counts))


def removed(t: Translation, count: int) -> str:
    """Say how many rules are abolished."""
    if not count:
        return t("There are no rules of the bot's here.")
    return t.n(
        "{n} rule of AutoMod is being abolished. Those of others stay.",
        "{n} rules of AutoMod are being abolished. Those of others stay.",
        n=count,
    )


def with_outcome(note: str, done: str) -> str:
    """Return a note with what became of it."""
    return f"{shorten(note, LONGEST - len(done) - 1)}\n{done}"


def excerpt(content: str, matched: str) -> str:
    """Return the words around what was matched, harmless, with the match between » and «."""
    start = content.casefold().find(matched.casefold()) if matched else -1
    if start < 0:
        return _on_one_line(escape(shorten(content, 2 * AROUND))) if content else ""
    end = start + len(matched)
    before, after = content[max(0, start - AROUND) : start], content[end : end + AROUND]
    lead, tail = "…" * (start > AROUND), "…" * (end + AROUND < len(content))
    marked = f"{escape(before)}»{escape(content[start:end])}«{escape(after)}"
    return _on_one_line(f"{lead}{marked}{tail}")


def why(t: Translation, keyword: str) -> str:
    """Say what AutoMod blocked a message for."""
    if not keyword:
        return t("AutoMod has blocked it.")
    return t("AutoMod has blocked it for {keyword}.", keyword=f"`{keyword.replace('`', '')}`")


def told(t: Translation, *, member_id: int, channel_id: int, title: str, excerpt: str) -> Message:
    """Tell staff what was blocked, where no desk takes it in."""
    text = t(
        "AutoMod has blocked a message by {member} in {channel}: **{title}**",
        member=f"<@{member_id}>", channel=f"<#{channel_id}>", title=escape(title),
    )  # fmt: skip
    return Message(text=shorten(f"{text}\n> {excerpt}" if excerpt else text, LONGEST))


def _made(t: Translation, made: Made, difference: Difference | None) -> str:
    rule = made.rule
    if rule.mentions is not None:
        holds = t("more than {n} mentions", n=rule.mentions)
    else:
        counts = {
            N_("words: {n}"): len(rule.keywords),
            N_("patterns: {n}"): len(rule.patterns),
            N_("exceptions: {n}"): len(rule.allowed),
        }
        holds = _counted(t, counts)
    state = t("as it should be") if difference is None else _state(t, difference)
    return f"- **{escape(rule.name)}** ({holds}): {state}"


def _counted(t: Translation, counts: Mapping[str, int]) -> str:
    return ", ".join(t(text, n=t.number(count)) for text, count in counts.items() if count)


def _line(t: Translation, difference: Difference) -> str:
    return f"- **{escape(difference.name)}**: {_state(t, difference)}"


def _state(t: Translation, difference: Difference) -> str:
    wanted, found = difference.wanted, difference.found
    said: Iterable[str] = ()
    if wanted is not None and found is not None:
        said = [phrase.say(t) for phrase in policy.changes(found, wanted.rule)]
    return t(KINDS[difference.kind], changes=t.list(said) or "…")


def _apply(t: Translation, differences: Sequence[Difference], week: str) -> Button:
    again = any(one.kind in BY_STAFF for one in differences)
    label = t("Apply again") if again else t("Apply")
    return Button(label=label, custom_id=_custom_id("apply", differences, week), style="primary")


def _custom_id(act: str, differences: Sequence[Difference], week: str) -> str:
    return f"automod:{act}:{policy.signature_of(differences)}:{week}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
