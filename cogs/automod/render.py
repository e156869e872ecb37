"""How rules stand, what differs and what was blocked, in words."""

from collections.abc import Iterable, Mapping, Sequence

from bot.effects import Button, Message
from bot.texts import N_, Translation, escape, shorten
from cogs.automod import policy
from cogs.automod.compiling import MOST_KEYWORD_RULES, Made
from cogs.automod.policy import BY_STAFF, Difference, Standing

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


def preview(t: Translation, standing: Standing, unknown: Sequence[str], week: str) -> Message:
    """Return what AutoMod would do, what it cannot, and what applying would change."""
    made, left_out = standing.compiled.made, standing.compiled.left_out
    ours = sum(one.rule.mentions is None for one in made)
    theirs = MOST_KEYWORD_RULES - standing.room.keyword_rules
    lines = [
        t("What these rules find is not posted at all; whoever wrote it is told why."),
        t("Rules of AutoMod for words: {ours} of the bot's, {others} of others; {most} at most.",
          ours=ours, others=theirs, most=MOST_KEYWORD_RULES),
    ]  # fmt: skip
    lines += [_made(t, one, standing) for one in made]
    lines += [_line(t, one) for one in standing.differences if one.wanted is None]
    if not made:
        lines.append(t("No guideline fits into a rule of AutoMod."))
    if left_out:
        lines.append(t("Left to the bot alone:"))
        lines += [f"- {escape(one.title)}: {one.why.say(t)}" for one in left_out]
    if unknown:
        names = t.list(f"`{one}`" for one in unknown)
        lines.append(t("There is no such guideline, or it looks for nothing: {names}.",
                       names=names))  # fmt: skip
    rows = ((_apply(t, standing, week),),) if standing.differences else ()
    return Message(text=shorten("\n".join(lines), LONGEST), rows=rows)


def drift(t: Translation, standing: Standing, week: str) -> Message:
    """Tell staff what differs, and let them decide."""
    differences = standing.differences
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
    keep = Button(label=t("Keep it as it is"), custom_id=_custom_id("keep", standing, week))
    text = shorten("\n".join(lines), LONGEST)
    return Message(text=text, rows=((_apply(t, standing, week), keep),))


def outcome(t: Translation, standing: Standing) -> str:
    """Say what becomes of rules that are applied."""
    kinds = [one.kind for one in standing.differences]
    counts = {
        N_("made: {n}"): kinds.count("new") + kinds.count("gone"),
        N_("changed: {n}"): kinds.count("edited") + kinds.count("outdated"),
        N_("abolished: {n}"): kinds.count("needless"),
    }
    if kinds:
        return t("Rules of AutoMod are on their way to Discord: {counts}.",
                 counts=_counted(t, counts))  # fmt: skip
    if standing.under_way:
        return t(policy.UNDER_WAY)
    return t("The rules of AutoMod are as they should be.")


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


def why(t: Translation, keyword: str, *, is_blocked: bool) -> str:
    """Say what AutoMod blocked or reported a message for."""
    shown = f"`{keyword.replace('`', '')}`"
    if is_blocked:
        text = t("AutoMod has blocked it for {keyword}.", keyword=shown)
        return text if keyword else t("AutoMod has blocked it.")
    text = t("AutoMod has reported it for {keyword}.", keyword=shown)
    return text if keyword else t("AutoMod has reported it.")


def told(
    t: Translation,
    *,
    member_id: int,
    channel_id: int,
    title: str,
    excerpt: str,
    is_blocked: bool,
) -> Message:
    """Tell staff what was blocked or reported, where no desk takes it in."""
    about = {"member": f"<@{member_id}>", "channel": f"<#{channel_id}>", "title": escape(title)}
    if is_blocked:
        text = t("AutoMod has blocked a message by {member} in {channel}: **{title}**", **about)
    else:
        text = t("AutoMod has reported a message by {member} in {channel}: **{title}**", **about)
    return Message(text=shorten(f"{text}\n> {excerpt}" if excerpt else text, LONGEST))


def _made(t: Translation, made: Made, standing: Standing) -> str:
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
    return f"- **{escape(rule.name)}** ({holds}): {_stands(t, rule.name, standing)}"


def _stands(t: Translation, name: str, standing: Standing) -> str:
    for difference in standing.differences:
        if difference.name == name:
            return _state(t, difference)
    if name in standing.under_way:
        return t("on its way to Discord")
    if any(one.name == name for one in standing.kept):
        return t("kept as the team has it")
    return t("as it should be")


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


def _apply(t: Translation, standing: Standing, week: str) -> Button:
    again = any(one.kind in BY_STAFF for one in standing.differences)
    label = t("Apply again") if again else t("Apply")
    return Button(label=label, custom_id=_custom_id("apply", standing, week), style="primary")


def _custom_id(act: str, standing: Standing, week: str) -> str:
    return f"automod:{act}:{standing.signature}:{week}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
