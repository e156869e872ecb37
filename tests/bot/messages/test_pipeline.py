"""Who hears of a message, in which order, and what a failure does."""

from datetime import UTC, datetime

from bot.messages import MessageEvent, Pipeline

EVENT = MessageEvent(
    kind="created", guild_id=1, channel_id=2, message_id=3, at=datetime(2026, 11, 2, tzinfo=UTC)
)


class Room:
    """A pipeline, and who has heard what."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.failed: list[str] = []
        self.seconds: list[float] = []
        self.off: set[str] = set()
        self.pipeline = Pipeline(
            is_enabled=lambda _, feature: feature not in self.off,
            observe=self.seconds.append,
            on_failure=self.failed.append,
        )

    def listen(self, feature: str, order: int = 100, *, fails: bool = False) -> None:
        async def hear(_: MessageEvent) -> None:
            self.heard.append(feature)
            if fails:
                raise RuntimeError(feature)

        self.pipeline.listen(feature, hear, order=order)


async def test_listeners_hear_in_the_declared_order() -> None:
    room = Room()
    room.listen("late", 200)
    room.listen("usual")
    room.listen("usual too")
    room.listen("early", 10)
    await room.pipeline.hand_on(EVENT)
    assert room.heard == ["early", "usual", "usual too", "late"]
    assert len(room.seconds) == 1


async def test_a_listener_that_fails_is_counted_and_the_others_still_hear() -> None:
    room = Room()
    room.listen("broken", 1, fails=True)
    room.listen("sound")
    await room.pipeline.hand_on(EVENT)
    assert room.heard == ["broken", "sound"]
    assert room.failed == ["broken"]


async def test_a_feature_that_is_off_hears_nothing() -> None:
    room = Room()
    room.listen("one")
    room.listen("two")
    room.off.add("one")
    await room.pipeline.hand_on(EVENT)
    assert room.heard == ["two"]


async def test_a_feature_that_left_hears_nothing() -> None:
    room = Room()
    room.listen("one")
    room.listen("two")
    room.pipeline.leave("one")
    room.pipeline.leave("never there")
    await room.pipeline.hand_on(EVENT)
    assert room.heard == ["two"]


async def test_what_listeners_put_off_is_kept_when_somebody_asks_for_it() -> None:
    room, kept = Room(), []

    async def keep() -> None:
        kept.append("all")

    async def hear(_: MessageEvent) -> None: ...

    room.pipeline.listen("slow", hear, keep=keep)
    room.listen("quick")
    await room.pipeline.keep()
    assert kept == ["all"]
    room.pipeline.leave("slow")
    await room.pipeline.keep()
    assert kept == ["all"]
