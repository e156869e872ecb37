"""What a change of the guidelines does, and would have done to what was written, in words."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.settings.diff import Change
from bot.settings.steps import Step
from bot.texts import N_, Translation, escape, shorten
from cogs.guidelines import excerpts, render
from cogs.guidelines.back_test import BackTest
from cogs.guidelines.plan import GuidelineChange, Plan
from cogs.guidelines.settings import Guideline

Quote = Callable[[str], str]
LONGEST_VALUE = 80
MOST_MEMBERS = 8
FINDINGS_SHOWN = 5

FIELDS = {
    "title": N_("title"),
    "text": N_("wording"),
    "why": N_("reason"),
    "examples": N_("examples"),
    "severity": N_("severity"),
    "mode": N_("mode"),
    "step": N_("step"),
    "detect": N_("looks for"),
    "only": N_("looks only at"),
    "exempt": N_("does not look at"),
    "must_flag": N_("must flag"),
    "must_pass": N_("must pass"),
}


def plan_lines(
    t: Translation,
    plan: Plan,
    before: Sequence[Guideline],
    after: Sequence[Guideline],
    quote: Quote = escape,
) -> list[str]:
    """Return what becomes of the guidelines, line by line; empty when nothing does."""
    words = _Words(t, quote)
    was, now = ({one.id: one for one in some} for some in (before, after))
    lines = [words.added(now[one]) for one in plan.added]
    lines += [words.removed(was[one]) for one in plan.removed]
    for changed in plan.changed:
        lines += words.changed(changed, now[changed.id])
    lines += [words.other(change) for change in plan.others]
    if plan.is_reordered:
        lines.append("- " + t("The guidelines stand in another order."))
    return lines


def counted(t: Translation, plan: Plan) -> str:
    """Say in one line how much becomes of the guidelines."""
    told = [
        t.n("{n} guideline added", "{n} guidelines added", n=len(plan.added)),
        t.n("{n} taken out", "{n} taken out", n=len(plan.removed)),
        t.n("{n} changed", "{n} changed", n=len(plan.changed)),
    ]
    amounts = (plan.added, plan.removed, plan.changed)
    some = [words for words, amount in zip(told, amounts, strict=True) if amount]
    if plan.others:
        some.append(t("lists, exceptions or the ladder changed"))
    if not some and plan.is_reordered:
        some.append(t("another order"))
    return ", ".join(some)


def back_test_line(t: Translation, tested: BackTest) -> str:
    """Say how many messages would be flagged that were not, and the other way round."""
    looked_at = t.n("{n} message looked at", "{n} messages looked at", n=tested.messages)
    return t(
        "{messages}: would newly flag {new}, no longer {gone}; {same} as before.",
        messages=looked_at,
        new=t.number(len(tested.new)),
        gone=t.number(len(tested.gone)),
        same=t.number(tested.same),
    )


def findings(
    t: Translation, tested: BackTest, titles: Mapping[str, str], *, is_markdown: bool = True
) -> Iterator[str]:
    """Return a line for each message that is newly flagged, then for each that is no longer."""
    quote = escape if is_markdown else str
    for words, found in ((t("newly flagged"), tested.new), (t("no longer flagged"), tested.gone)):
        for one in found:
            sample = one.sample
            title = quote(titles.get(one.guideline, one.guideline))
            place = quote(sample.name)
            if sample.link:
                place = f"[{place}]({sample.link})" if is_markdown else f"{place} {sample.link}"
            text = excerpts.part_of(sample.content, one.match.part)
            yield f"- {words}, {title}, {place}: {excerpts.marked(text, one.match, quote)}"


def source_line(t: Translation, requests: int, kept: int) -> str:
    """Say where the messages of a back-test come from, and what asking for them has cost."""
    read = t.n(
        "They are the latest of {n} channel that you can read ({n} request to Discord).",
        "They are the latest of {n} channels that you can read ({n} requests to Discord).",
        n=requests,
    )
    if not kept:
        return f"-# {read}"
    more = t.n(
        "{n} of them is kept from an earlier flag.",
        "{n} of them are kept from earlier flags.",
        n=kept,
    )
    return f"-# {read} {more}"


def tests_line(t: Translation, guidelines: Sequence[Guideline]) -> list[str]:
    """Say how many tests hold: in settings that can be saved, all of them do."""
    tests = sum(len(one.must_flag) + len(one.must_pass) for one in guidelines)
    if not tests:
        return []
    return [t.n("The {n} test holds.", "All {n} tests hold.", n=tests)]


class _Words:
    """Says single changes in one language; `quote` makes what people wrote harmless."""

    def __init__(self, t: Translation, quote: Quote) -> None:
        self.t, self._quote = t, quote

    def added(self, guideline: Guideline) -> str:
        return "- " + self.t(
            "New: {guideline}, {mode}, step: {step}",
            guideline=self._name(guideline),
            mode=guideline.mode,
            step=render.step(self.t, guideline.step),
        )

    def removed(self, guideline: Guideline) -> str:
        return "- " + self.t("Taken out: {guideline}", guideline=self._name(guideline))

    def changed(self, changed: GuidelineChange, guideline: Guideline) -> Iterator[str]:
        if changed.before_id:
            yield "- " + self.t(
                "{guideline}, before: {id}",
                guideline=self._name(guideline),
                id=f"`{changed.before_id}`",
            )
        else:
            yield f"- {self._name(guideline)}"
        for change in changed.changes:
            for told in self._told(change):
                yield f"  - {told}"

    def other(self, change: Change) -> str:
        return f"- {'; '.join(self._told(change))}"

    def _name(self, guideline: Guideline) -> str:
        title = self._quote(guideline.title.in_(self.t.language))
        return f"**{title}** (`{guideline.id}`)"

    def _told(self, change: Change) -> Iterator[str]:
        field, *rest = map(str, change.path)
        label = self.t(FIELDS[field]) if field in FIELDS else field
        if rest:
            label += f" ({'.'.join(rest)})"
        if field == "detect":
            yield from self._detectors(label, change.before, change.after)
        elif _is_list(change.before) and _is_list(change.after):
            yield f"{label}: {self._members(change.before or [], change.after or [])}"
        else:
            yield f"{label}: {self._value(field, change.before)} → " + self._value(
                field, change.after
            )

    def _detectors(self, label: str, before: Any, after: Any) -> Iterator[str]:  # noqa: ANN401 - JSON as it comes
        """Compare detectors of one kind with each other, in their order."""
        was = [item for entry in before or () for item in entry.items()]
        now = [item for entry in after or () for item in entry.items()]
        gone = [item for item in was if item not in now]
        come = [item for item in now if item not in was]
        for kind, settings in gone:
            partner = next((item for item in come if item[0] == kind), None)
            if partner is None:
                yield self.t("no longer looks for: {detector}", detector=self._said(kind, settings))
                continue
            come.remove(partner)
            for name in dict.fromkeys([*settings, *partner[1]]):
                old, new = settings.get(name), partner[1].get(name)
                if old != new:
                    yield from self._told(Change((f"{label}: {kind}", name), old, new))
        for kind, settings in come:
            yield self.t("now looks for: {detector}", detector=self._said(kind, settings))

    def _said(self, kind: str, settings: Mapping[str, Any]) -> str:
        inside = ", ".join(f"{name}: {self._value('', one)}" for name, one in settings.items())
        return f"{kind} ({inside})" if inside else kind

    def _members(self, before: Sequence[Any], after: Sequence[Any]) -> str:
        come = [one for one in after if one not in before]
        gone = [one for one in before if one not in after]
        told = []
        if come:
            told.append(self.t("added {values}", values=self._some(come)))
        if gone:
            told.append(self.t("taken out {values}", values=self._some(gone)))
        return "; ".join(told) or self.t("another order")

    def _some(self, values: Sequence[Any]) -> str:
        shown = [self._value("", one) for one in values[:MOST_MEMBERS]]
        if len(values) > MOST_MEMBERS:
            rest = len(values) - MOST_MEMBERS
            shown.append(self.t.n("and {n} more", "and {n} more", n=rest))
        return ", ".join(shown)

    def _value(self, field: str, value: Any) -> str:  # noqa: ANN401 - JSON as it comes
        if value is None or value in ([], {}):
            return self.t("nothing")
        if field == "step":
            return render.step(self.t, Step.parse(value))
        if isinstance(value, bool):
            return self.t("yes") if value else self.t("no")
        if isinstance(value, list):
            return shorten(", ".join(self._value("", one) for one in value), LONGEST_VALUE)
        if isinstance(value, dict):
            pairs = (f"{name}: {self._value('', one)}" for name, one in value.items() if one)
            return shorten(", ".join(pairs), LONGEST_VALUE)
        text = value if isinstance(value, str) else json.dumps(value)
        return self._quote(shorten(" ".join(text.split()), LONGEST_VALUE))


def _is_list(value: object) -> bool:
    return value is None or isinstance(value, list)
