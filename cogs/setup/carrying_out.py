"""Doing what was planned and confirmed: first what must exist, then the settings."""

from collections.abc import Mapping
from itertools import count
from types import MappingProxyType
from typing import Any

from bot.core import Core
from bot.effects import ChannelKind, CreateChannel, CreateRole, EffectKey, Result
from bot.settings.edit import edit
from bot.texts import N_, Translation, escape
from bot.texts.phrase import Phrase
from cogs.setup.draft import Choice
from cogs.setup.policy import Change, Creation, Plan
from cogs.setup.situation import OWN, Situation
from cogs.setup.slots import What, signed

Made = Mapping[tuple[What, str, ChannelKind], int]

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "missing_permission": N_("the bot lacks the permission {detail}"),
        "dry_run": N_("the bot is in a rehearsal (DRY_RUN) and creates nothing"),
        "needs_community": N_("only Community servers have announcement channels"),
        "guild_unavailable": N_("Discord cannot reach this server at the moment"),
        "30013": N_("this server has as many channels as Discord allows"),
        "30005": N_("this server has as many roles as Discord allows"),
    }
)
IN_TROUBLE = N_("Discord is having trouble ({detail}); the bot goes on trying by itself")
REFUSED = N_("Discord refuses it ({detail})")


class Stopped(Exception):
    """Something could not be made; what was made before it stays. Names are fit for Markdown."""

    def __init__(self, made: tuple[str, ...], failed: str, reason: Phrase) -> None:
        self.made, self.failed, self.reason = made, failed, reason
        super().__init__(failed)


def settings_text(core: Core, plan: Plan, guild_id: int, made: Made) -> str:
    """Return the text of the settings after the plan; what is yet to be made is named."""
    changes: dict[tuple[str | int, ...], Any]
    changes = {each.path: _written(each, made) for each in plan.changes}
    return edit(core.settings.text(guild_id), changes)


class Works:
    """Makes the channels and roles of one plan, each once however often it is confirmed."""

    def __init__(self, core: Core, situation: Situation, draft_id: str, t: Translation) -> None:
        self._core, self._situation, self._draft_id, self._t = core, situation, draft_id, t
        self.made: dict[tuple[What, str, ChannelKind], int] = {}
        self.names: list[str] = []

    async def make_all(self, plan: Plan) -> None:
        """Make roles first, since channels may be for their eyes only.

        Raises Stopped at the first thing that cannot be made.
        """
        roles_first = sorted(plan.creations, key=lambda creation: creation.what != "role")
        for creation in roles_first:
            name = signed(creation.what, escape(creation.name))
            result = await self._make(creation, plan)
            if result.state != "sent" or result.created_id is None:
                raise Stopped(tuple(self.names), name, _reason(result))
            self.made[(creation.what, creation.name, creation.kind)] = result.created_id
            self.names.append(name)

    async def _make(self, creation: Creation, plan: Plan) -> Result:
        """Perform the creation; an attempt that came to nothing does not stand in the way."""
        for attempt in count():
            key = EffectKey(
                feature=OWN,
                kind=f"setup.{creation.what}",
                guild_id=self._situation.guild.id,
                subject=_of_kind(creation.name, creation.kind),
                period=f"{self._draft_id}.{attempt}",
            )
            async with self._core.db.read() as tx:
                earlier = await self._core.outbox.result(tx, key)
            if earlier is None:
                return await self._perform(key, creation, plan)
            still_there = earlier.created_id in {
                thing.id for thing in self._situation.things(creation.what)
            }
            if earlier.at is None or (earlier.state == "sent" and still_there):
                return earlier
        raise AssertionError("count() does not end")

    async def _perform(self, key: EffectKey, creation: Creation, plan: Plan) -> Result:
        effect: CreateRole | CreateChannel = CreateRole(name=creation.name)
        if creation.what == "channel":
            effect = CreateChannel(
                name=creation.name,
                kind=creation.kind,
                topic=self._t(creation.topic)[:1024] if creation.topic else "",
                private_to=self._team(plan) if creation.staff_only else (),
            )
        result = await self._core.outbox.perform(key, effect)
        if result.at is None:
            # Nobody expects a channel that appears by itself hours after the setup was left.
            async with self._core.db.write() as tx:
                await self._core.outbox.cancel(tx, key)
        return result

    def _team(self, plan: Plan) -> tuple[int, ...]:
        found = (_id_of(choice, "role", self.made) for choice in plan.team)
        return tuple(one for one in found if one is not None)


def _written(change: Change, made: Made) -> Any:  # noqa: ANN401 - whatever YAML can hold
    if change.what is None:
        return change.after
    if change.path == ("community", "staff"):
        return {
            group: [_ref(choice, "role", made) for choice in choices]
            for group, choices in change.after.items()
        }
    refs = [_ref(choice, change.what, made) for choice in change.after]
    if change.many:
        return refs
    return refs[0] if refs else None


def _ref(choice: Choice, what: What, made: Made) -> str:
    found = _id_of(choice, what, made)
    if found is not None:
        return str(found)
    return signed(what, _of_kind(choice.create, choice.kind))


def _of_kind(name: str, kind: ChannelKind) -> str:
    """Write a name with its kind, as the settings do for channels that are not for text."""
    return name if kind == "text" else f"{name} ({kind})"


def _id_of(choice: Choice, what: What, made: Made) -> int | None:
    return choice.id if choice.id is not None else made.get((what, choice.create, choice.kind))


def _reason(result: Result) -> Phrase:
    detail = result.detail or result.code
    if result.code in REASONS:
        return Phrase(REASONS[result.code], detail=detail)
    if result.at is None and result.state == "sending":
        return Phrase(IN_TROUBLE, detail=detail)
    return Phrase(REFUSED, detail=detail)
