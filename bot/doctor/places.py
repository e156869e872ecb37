"""Whether the channels and roles that the settings name exist. Pure."""

from collections.abc import Iterator, Sequence

from bot.doctor.facts import Channel, Facts, Role
from bot.doctor.findings import Finding, Severity
from bot.doctor.names import CHANNEL_KINDS
from bot.doctor.references import Mention, likely, meant, mentions
from bot.settings.references import ChannelRef
from bot.texts import N_
from bot.texts.phrase import Phrase


def check_places(facts: Facts) -> Iterator[Finding]:
    """Check every channel and role that the community and its active features name."""
    for mention in _mentions(facts):
        is_channel = isinstance(mention.ref, ChannelRef)
        things: Sequence[Channel | Role]
        things = facts.guild.channels if is_channel else facts.guild.roles
        found = meant(mention.ref, things)
        if not found:
            yield _unknown(mention, likely(mention.ref, things))
        elif len(found) > 1:
            yield _ambiguous(mention, len(found))
        elif isinstance(found[0], Channel):
            yield from _check_kind(mention, found[0])


def _mentions(facts: Facts) -> Iterator[Mention]:
    yield from mentions(facts.community, "community")
    for name, section in facts.sections.items():
        yield from mentions(section, name)
    for active in facts.active:
        yield from mentions(active.settings, f"features.{active.feature.name}")


def _unknown(mention: Mention, guess: str | None) -> Finding:
    is_channel = isinstance(mention.ref, ChannelRef)
    name = str(mention.ref)
    values: dict[str, object] = {"name": name, "path": mention.path}
    if guess is not None:
        values["guess"] = f"#{guess}" if is_channel else f"@{guess}"
        what = (
            N_("There is no channel {name} ({path}). Did you mean {guess}?")
            if is_channel
            else N_("There is no role {name} ({path}). Did you mean {guess}?")
        )
    elif is_channel:
        what = N_("There is no channel {name} that the bot can see ({path}).")
    else:
        what = N_("There is no role {name} ({path}).")
    return Finding(
        Severity.ERROR,
        "names",
        "channel_unknown" if is_channel else "role_unknown",
        mention.path,
        Phrase(what, **values),
        Phrase(N_("Pick or create it with /setup, or correct {path} in the settings."), **values),
    )


def _ambiguous(mention: Mention, count: int) -> Finding:
    values = {"name": str(mention.ref), "path": mention.path, "n": count}
    return Finding(
        Severity.WARNING,
        "names",
        "name_ambiguous",
        mention.path,
        Phrase(N_("{name} ({path}) may mean any of {n} that bear this name."), **values),
        Phrase(N_("Pick the right one with /setup, or write its id in {path}."), **values),
    )


def _check_kind(mention: Mention, channel: Channel) -> Iterator[Finding]:
    kind = mention.ref.kind if isinstance(mention.ref, ChannelRef) else None
    if kind is None or kind == channel.kind:
        return
    values: dict[str, object] = {
        "name": channel.name,
        "path": mention.path,
        "is": Phrase(CHANNEL_KINDS.get(channel.kind, channel.kind)),
        "kind": Phrase(CHANNEL_KINDS[kind]),
    }
    yield Finding(
        Severity.WARNING,
        "names",
        "channel_kind",
        mention.path,
        Phrase(N_("#{name} is a {is} channel, while {path} asks for a {kind} channel."), **values),
        Phrase(N_("Name another channel in {path}, or leave out the kind."), **values),
    )
