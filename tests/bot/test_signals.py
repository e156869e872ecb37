"""Who hears a signal, in which order, and what a failure does."""

from datetime import UTC, datetime

from bot.signals import EffectHindered, MemberSettled, Signals

NOW = datetime(2026, 11, 2, tzinfo=UTC)
SETTLED = MemberSettled(guild_id=1, member_id=2, at=NOW)


class Room:
    """Signals, and who has heard what."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.failed: list[str] = []
        self.signals = Signals(on_failure=self.failed.append)

    async def first(self, _: object) -> None:
        self.heard.append("first")

    async def second(self, _: object) -> None:
        self.heard.append("second")

    async def broken(self, _: object) -> None:
        raise RuntimeError


async def test_everybody_who_asked_hears_in_order_before_the_emitter_goes_on() -> None:
    room = Room()
    room.signals.on(MemberSettled, room.first)
    room.signals.on(MemberSettled, room.second)
    await room.signals.emit(SETTLED)
    assert room.heard == ["first", "second"]


async def test_other_signals_are_not_heard() -> None:
    room = Room()
    room.signals.on(EffectHindered, room.first)
    await room.signals.emit(SETTLED)
    assert room.heard == []


async def test_a_handler_that_fails_is_counted_and_the_others_still_hear() -> None:
    room = Room()
    room.signals.on(MemberSettled, room.broken)
    room.signals.on(MemberSettled, room.second)
    await room.signals.emit(SETTLED)
    assert (room.heard, room.failed) == (["second"], ["MemberSettled"])


async def test_whoever_went_hears_nothing_more() -> None:
    room = Room()
    room.signals.on(MemberSettled, room.first)
    room.signals.on(EffectHindered, room.first)
    room.signals.off(room.first)
    room.signals.off(room.second)
    await room.signals.emit(SETTLED)
    assert room.heard == []


async def test_a_handler_may_go_while_it_hears() -> None:
    room = Room()

    async def once(_: object) -> None:
        room.heard.append("once")
        room.signals.off(once)

    room.signals.on(MemberSettled, once)
    room.signals.on(MemberSettled, room.second)
    await room.signals.emit(SETTLED)
    await room.signals.emit(SETTLED)
    assert room.heard == ["once", "second", "second"]
