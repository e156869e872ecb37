"""From facts to findings: one small check for each thing that can be wrong. Pure."""

from collections.abc import Iterator

from bot.doctor.facts import Facts
from bot.doctor.findings import Finding, Severity, in_order
from bot.doctor.names import PRIVILEGED_INTENTS
from bot.doctor.permissions import check_permissions
from bot.doctor.places import check_places
from bot.settings.problems import Problem
from bot.texts import LANGUAGES, N_, Translation, language_of_locale
from bot.texts.phrase import Phrase

MOST_WEBHOOKS = 15


class _Told(Phrase):
    """A problem of the settings, which finds its own words."""

    __slots__ = ("problem",)

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.msgid, **problem.values)
        self.problem = problem

    def say(self, t: Translation) -> str:
        return self.problem.message(t)


def examine(facts: Facts) -> list[Finding]:
    """Return everything that is worth telling about a guild, the worst first."""
    checks = (
        _check_intents,
        check_permissions,
        check_places,
        _check_settings,
        _check_language,
        _check_zone,
        _check_commands,
        _check_limits,
        _check_waiting,
    )
    return in_order(finding for check in checks for finding in check(facts))


def _check_intents(facts: Facts) -> Iterator[Finding]:
    approved = facts.intents.approved
    for active in facts.active:
        feature = active.feature
        for intent in sorted(feature.intents & PRIVILEGED_INTENTS.keys()):
            if intent in facts.intents.asked and (approved is None or intent in approved):
                continue
            lost = feature.degrades.get(intent, N_("Parts of this feature do not work without it."))
            yield Finding(
                Severity.WARNING,
                "intents",
                "intent_missing",
                feature.name,
                Phrase(
                    N_("Discord does not tell the bot all that {feature} needs ({intent}). {lost}"),
                    feature=feature.name,
                    intent=PRIVILEGED_INTENTS[intent],
                    lost=Phrase(lost),
                ),
                Phrase(
                    N_(
                        "On discord.com/developers/applications open the application, choose Bot, "
                        "switch on {intent}, save, and restart the bot."
                    ),
                    intent=PRIVILEGED_INTENTS[intent],
                ),
            )


def _check_settings(facts: Facts) -> Iterator[Finding]:
    for problem in facts.settings_problems:
        yield Finding(
            Severity.ERROR,
            "settings",
            "settings_invalid",
            problem.field or problem.where,
            Phrase(
                N_("{where}: {problem} The last settings that were in order stay in force."),
                where=problem.where,
                problem=_Told(problem),
            ),
            Phrase(
                N_(
                    "Correct the file and give it to /settings upload, or go back with "
                    "/settings rollback."
                )
            ),
        )


def _check_language(facts: Facts) -> Iterator[Finding]:
    theirs = language_of_locale(facts.guild.locale)
    # Discord has no Catalan, so that a Catalan server looks Spanish or English there.
    if theirs in {None, facts.language} or facts.language == "ca":
        return
    yield Finding(
        Severity.INFO,
        "community",
        "language_differs",
        "community.language",
        Phrase(
            N_("The bot speaks {ours} here, while the server's own language is {theirs}."),
            ours=LANGUAGES[facts.language],
            theirs=LANGUAGES[theirs or facts.language],
        ),
        Phrase(N_("If that is not meant, choose the language with /setup.")),
    )


def _check_zone(facts: Facts) -> Iterator[Finding]:
    if facts.zone not in {"UTC", "Etc/UTC", "GMT"}:
        return
    yield Finding(
        Severity.INFO,
        "community",
        "zone_is_utc",
        "community.timezone",
        Phrase(N_("All hours in the settings are read in UTC, which hardly anybody lives by.")),
        Phrase(N_("Choose the community's time zone with /setup.")),
    )


def _check_commands(facts: Facts) -> Iterator[Finding]:
    known = facts.commands.known
    missing = sorted(facts.commands.offered - known) if known is not None else []
    if missing:
        yield Finding(
            Severity.WARNING,
            "commands",
            "commands_missing",
            "",
            Phrase(
                N_("Discord does not know these commands yet: {commands}."),
                commands=[f"/{name}" for name in missing],
            ),
            Phrase(
                N_(
                    "Restart the bot. If they stay away, invite it again with the scope "
                    "applications.commands."
                )
            ),
        )


def _check_limits(facts: Facts) -> Iterator[Finding]:
    for channel in facts.guild.channels:
        if channel.webhooks is not None and channel.webhooks >= MOST_WEBHOOKS:
            yield Finding(
                Severity.WARNING,
                "limits",
                "webhooks_full",
                f"#{channel.name}",
                Phrase(
                    N_("#{channel} has {n} webhooks, and Discord allows no more."),
                    channel=channel.name,
                    n=channel.webhooks,
                ),
                Phrase(
                    N_("Remove those nobody uses under Edit Channel → Integrations → Webhooks.")
                ),
            )


def _check_waiting(facts: Facts) -> Iterator[Finding]:
    for waiting in facts.waiting:
        yield Finding(
            Severity.ERROR,
            "waiting",
            waiting.code,
            waiting.kind,
            Phrase(
                N_("{kind} cannot be finished here (waiting: {n}). In the way: {detail}."),
                kind=waiting.kind,
                n=waiting.count,
                detail=waiting.detail,
            ),
            Phrase(N_("Grant what is missing: the bot looks again every ten minutes, for a day.")),
        )
