"""What other guidelines would have flagged among messages that are known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.messages.event import Content
from cogs.guidelines import policy
from cogs.guidelines.agreement import Agreement
from cogs.guidelines.detection import Context, Detection, Match
from cogs.guidelines.detection.facts import NOWHERE
from cogs.guidelines.policy import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A message that was written. Without a situation all guidelines look at it.

    `name` says where: a channel, to whose message the `link` leads, or a place in a file.
    """

    name: str
    link: str = ""
    content: Content
    context: Context = NOWHERE
    situation: Situation | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A message that one of two agreements flags, and the other does not."""

    sample: Sample
    guideline: str
    match: Match


@dataclass(frozen=True, slots=True)
class BackTest:
    """How two agreements differ over the same messages; `same` are flags of both."""

    messages: int
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    same: int


def back_test(
    before: Agreement,
    after: Agreement,
    samples: Iterable[Sample],
    renamed: Mapping[str, str] | None = None,
) -> BackTest:
    """Look at the messages with both; `renamed` gives the new ids of guidelines by their old ones.

    Compiles what is not compiled yet, so it belongs into a thread.
    """
    names = renamed or {}
    messages = same = 0
    new: list[Finding] = []
    gone: list[Finding] = []
    for sample in samples:
        messages += 1
        was = {names.get(one, one): match for one, match in _flagged(before, sample).items()}
        now = _flagged(after, sample)
        new += [Finding(sample, one, now[one]) for one in now if one not in was]
        gone += [Finding(sample, one, was[one]) for one in was if one not in now]
        same += sum(one in was for one in now)
    return BackTest(messages, tuple(new), tuple(gone), same)


def _flagged(agreement: Agreement, sample: Sample) -> dict[str, Match]:
    """Return the first match of each guideline that the message goes against."""
    if not agreement.is_enforced or not agreement.guidelines:
        return {}
    matches = agreement.engine.examine(sample.content, sample.context)
    if sample.situation is None:
        return {one: found[0] for one, found in Detection.of(matches).matches.items()}
    flags = policy.judge(agreement.guidelines, matches, sample.situation)
    return {flag.guideline.id: flag.matches[0] for flag in flags}
