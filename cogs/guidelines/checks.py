"""What only shows when all sections are read together: broken promises, and likely slips."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec
from typing import TypeVar, cast

import re2  # type: ignore[import-untyped]  # it comes without types

from bot.detectors import DetectorSettings
from bot.messages.event import Content
from bot.settings.document import Document
from bot.settings.problems import Unsuitable, closest, shown
from bot.texts import N_
from cogs.guidelines.agreement import Agreement, agreement_of, list_names
from cogs.guidelines.detector_settings import Learned, Links, Pattern, Words
from cogs.guidelines.settings import Guideline, Scope

Path = tuple[str | int, ...]
D = TypeVar("D", bound=DetectorSettings)
# What looks for something bad leaves some of this alone.
HARMLESS = ("ok", "Good morning everybody!", "¿Qué tal?", "Xin chào", "https://example.org")


@dataclass(frozen=True, slots=True)
class Failure:
    """A message that a guideline promised to flag or to pass, and does not."""

    guideline: Guideline
    text: str
    must_flag: bool
    found: str
    """What was found in a text that must pass."""
    at: Path


def mistakes(document: Document) -> Iterator[Unsuitable]:
    """Find lists that do not exist, and guidelines that fail their own tests."""
    agreement = agreement_of(document)
    missing = [*unknown_lists(agreement), *missing_extras(agreement)]
    yield from missing
    if not missing:
        yield from (told_as(failure) for failure in failures(agreement))


def unknown_lists(agreement: Agreement) -> Iterator[Unsuitable]:
    """Find names of lists that neither come with Steward nor stand under `lists`."""
    known = list_names(agreement.lists)
    for at, words in _detectors(agreement.guidelines, Words):
        if words.list is not None and words.list not in known:
            yield Unsuitable(
                N_("There is no word list called {name}."),
                name=shown(words.list),
                allowed=sorted(known),
                suggestion=closest(words.list, known),
                at=(*at, "list"),
            )
    domains = [name for name, one in agreement.lists.items() if one.source]
    for at, links in _detectors(agreement.guidelines, Links):
        for place, name in enumerate(links.deny_lists):
            if name not in domains:
                yield Unsuitable(
                    N_("There is no list of domains called {name}."),
                    name=shown(name),
                    allowed=sorted(domains),
                    suggestion=closest(name, domains),
                    at=(*at, "deny_lists", place),
                )


def missing_extras(agreement: Agreement) -> Iterator[Unsuitable]:
    """Find learned detectors where what they need is not installed."""
    if find_spec("numpy") is not None:
        return
    for at, _ in _detectors(agreement.guidelines, Learned):
        yield Unsuitable(
            N_("The learned detector needs more than is installed: pip install steward[learned]."),
            at=at,
        )


def failures(agreement: Agreement) -> Iterator[Failure]:
    """Run the tests of all guidelines."""
    tested = [one for one in agreement.guidelines if one.must_flag or one.must_pass]
    if not tested:
        return
    engine = agreement.engine
    for number, guideline in enumerate(agreement.guidelines):
        for kind, texts in (("must_flag", guideline.must_flag), ("must_pass", guideline.must_pass)):
            for place, text in enumerate(texts):
                found = [
                    match
                    for match in engine.examine(Content(text=text))
                    if match.guideline == guideline.id and not match.quoted
                ]
                if bool(found) is not (kind == "must_flag"):
                    excerpt = found[0].excerpt if found else ""
                    at = ("guidelines", number, kind, place)
                    yield Failure(guideline, text, kind == "must_flag", excerpt, at)


def doubts(document: Document) -> Iterator[Unsuitable]:
    """Find what is allowed and yet hardly meant."""
    agreement = agreement_of(document)
    yield from _nothing_is_looked_for(agreement)
    for number, guideline in enumerate(agreement.guidelines):
        at: Path = ("guidelines", number)
        yield from _not_in_the_language(guideline, document.community.language, at)
        yield from _never_looks(guideline, at)
        yield from _not_done_by_the_bot(guideline, at)
    yield from _matches_everything(agreement)
    yield from _swallowed(agreement)


def told_as(failure: Failure) -> Unsuitable:
    """Say what does not hold."""
    title = f'"{failure.guideline.id}"'
    if failure.must_flag:
        return Unsuitable(
            N_("{guideline} must flag this, and does not."), guideline=title, at=failure.at
        )
    return Unsuitable(
        N_("{guideline} must leave this alone, and flags {found}."),
        guideline=title,
        found=shown(failure.found),
        at=failure.at,
    )


def _nothing_is_looked_for(agreement: Agreement) -> Iterator[Unsuitable]:
    if not agreement.is_enforced and any(one.detect for one in agreement.guidelines):
        yield Unsuitable(
            N_(
                "Nothing is looked for yet: features has no guidelines. Add a line "
                '"guidelines:" under features.'
            ),
            at=("guidelines",),
        )


def _not_in_the_language(guideline: Guideline, language: str, at: Path) -> Iterator[Unsuitable]:
    texts = {"title": guideline.title, "text": guideline.text, "why": guideline.why}
    for name, text in texts.items():
        if text is not None and {language, ""}.isdisjoint(text.by_language):
            yield Unsuitable(
                N_("This has no text in {language}, the language of the community."),
                language=shown(language),
                at=(*at, name),
            )


def _never_looks(guideline: Guideline, at: Path) -> Iterator[Unsuitable]:
    only, exempt = guideline.only or Scope(), guideline.exempt or Scope()
    since = max(only.older_than or timedelta(), exempt.younger_than or timedelta())
    until = min(only.younger_than or timedelta.max, exempt.older_than or timedelta.max)
    if since >= until:
        yield Unsuitable(
            N_("This guideline never applies: nobody has been a member for such a time."),
            at=(*at, "only" if guideline.only is not None else "exempt"),
        )
    for name in ("roles", "channels"):
        wanted, left_out = set(getattr(only, name)), set(getattr(exempt, name))
        if wanted and wanted <= left_out:
            yield Unsuitable(
                N_("This guideline never applies: exempt takes away all that only names."),
                at=(*at, "exempt", name),
            )


def _not_done_by_the_bot(guideline: Guideline, at: Path) -> Iterator[Unsuitable]:
    if guideline.mode == "auto" and not guideline.step.is_low_harm:
        yield Unsuitable(
            N_(
                "The bot takes no step but delete and timeout by itself: {step} is proposed to "
                "staff, as with mode: propose."
            ),
            step=shown(str(guideline.step)),
            at=(*at, "mode"),
        )
    elif guideline.mode == "auto" and all(one.kind == Learned.kind for one in guideline.detectors):
        yield Unsuitable(
            N_(
                "The bot does nothing by itself here: what models take for something is only "
                "proposed to staff, and nothing else is looked for."
            ),
            at=(*at, "mode"),
        )


def _matches_everything(agreement: Agreement) -> Iterator[Unsuitable]:
    for at, pattern in _detectors(agreement.guidelines, Pattern):
        if all(re2.search(pattern.re2, text) is not None for text in HARMLESS):
            yield Unsuitable(N_("This pattern matches every message."), at=(*at, "re2"))


def _swallowed(agreement: Agreement) -> Iterator[Unsuitable]:
    for at, words in _detectors(agreement.guidelines, Words):
        for place, term in enumerate(words.terms):
            if agreement.engine.allows(term):
                yield Unsuitable(
                    N_("{term} is never found: allow, or the list of innocent words, has it."),
                    term=shown(term),
                    at=(*at, "terms", place),
                )
    for name, own in agreement.lists.items():
        if own.terms and all(map(agreement.engine.allows, own.terms)):
            yield Unsuitable(
                N_("Nothing of this list is ever found: all of it stands under allow as well."),
                at=("lists", name, "terms"),
            )
    for at, links in _detectors(agreement.guidelines, Links):
        for place, host in enumerate(links.deny):
            if _is_below(host, links.allow):
                yield Unsuitable(
                    N_("{host} is never flagged: it stands under allow as well."),
                    host=shown(host),
                    at=(*at, "deny", place),
                )


def _is_below(host: str, domains: Iterable[str]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _detectors(guidelines: Sequence[Guideline], kind: type[D]) -> Iterator[tuple[Path, D]]:
    for number, guideline in enumerate(guidelines):
        for place, settings in enumerate(guideline.detectors):
            if settings.kind == kind.kind:
                yield ("guidelines", number, "detect", place, settings.kind), cast("D", settings)
