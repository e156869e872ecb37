"""Findings in words: for people on Discord, and for scripts."""

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any

from bot.doctor.findings import Finding, Severity
from bot.texts import N_, Translation, escape
from bot.texts.phrase import Phrase

PAGE = 1900

MARKS = MappingProxyType(
    {
        Severity.ERROR: N_("Problem"),
        Severity.WARNING: N_("Warning"),
        Severity.INFO: N_("Note"),
    }
)
AREAS = MappingProxyType(
    {
        "commands": N_("Commands"),
        "community": N_("Community"),
        "intents": N_("What Discord tells the bot"),
        "limits": N_("Limits of Discord"),
        "names": N_("Channels and roles in the settings"),
        "permissions": N_("Permissions"),
        "roles": N_("Order of roles"),
        "settings": N_("Settings"),
        "waiting": N_("Begun and not finished"),
    }
)


def pages(findings: Sequence[Finding], t: Translation) -> list[str]:
    """Word the findings in Markdown, cut between findings into messages that Discord takes."""
    if not findings:
        return [t("Everything is in order: the bot can do all that it is asked to do here.")]
    written = [_summary(findings, t)]
    for block in _blocks(findings, t):
        if len(written[-1]) + len(block) + 1 > PAGE:
            written.append(block)
        else:
            written[-1] += f"\n{block}"
    return written


def as_data(findings: Iterable[Finding], t: Translation) -> list[dict[str, Any]]:
    """Return the findings as plain data, for scripts."""
    return [
        {
            "severity": finding.severity.name.lower(),
            "area": finding.area,
            "code": finding.code,
            "where": finding.where,
            "what": finding.what.say(t),
            "fix": finding.fix.say(t),
        }
        for finding in findings
    ]


def _summary(findings: Sequence[Finding], t: Translation) -> str:
    counted = {weight: sum(f.severity is weight for f in findings) for weight in Severity}
    parts = [
        t.n("{n} problem", "{n} problems", n=counted[Severity.ERROR]),
        t.n("{n} warning", "{n} warnings", n=counted[Severity.WARNING]),
        t.n("{n} note", "{n} notes", n=counted[Severity.INFO]),
    ]
    named = [part for part, n in zip(parts, counted.values(), strict=True) if n]
    return f"**{t.list(named)}**"


def _blocks(findings: Sequence[Finding], t: Translation) -> Iterable[str]:
    """Yield each finding, the first of an area under the area's heading."""
    areas = dict.fromkeys(finding.area for finding in findings)
    for area in areas:
        heading = f"\n**{t(AREAS[area])}**\n"
        for finding in findings:
            if finding.area == area:
                yield heading + _entry(finding, t)
                heading = ""


def _entry(finding: Finding, t: Translation) -> str:
    what, fix = harmless(finding.what).say(t), harmless(finding.fix).say(t)
    mark = t(MARKS[finding.severity])
    return t("- {mark}: {what}\n  What to do: {fix}", mark=mark, what=what, fix=fix)


def harmless(phrase: Phrase) -> Phrase:
    """Keep names that people gave from being read as markup."""
    values = {
        name: escape(value) if isinstance(value, str) else value
        for name, value in phrase.values.items()
    }
    return Phrase(phrase.text, **values)
