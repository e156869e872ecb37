"""What operators and staff hear of the outbox."""

from datetime import timedelta

import pytest

from bot.effects import Result
from bot.metrics import Metrics
from bot.outbox.policy import Postpone
from bot.outbox.reports import Reports
from bot.signals import EffectHindered, Signals
from tests.bot.outbox.house import START, key_of, message


class Staff:
    """Hears what is in the way."""

    def __init__(self) -> None:
        self.heard: list[EffectHindered] = []
        self.metrics = Metrics()
        signals = Signals()
        signals.on(EffectHindered, self._hear)
        self.reports = Reports(signals, self.metrics)

    async def _hear(self, hindered: EffectHindered) -> None:
        self.heard.append(hindered)

    async def settle(self, state: str, code: str = "", detail: str = "") -> None:
        result = Result(state=state, code=code, detail=detail, at=START)
        await self.reports.settled(key_of("1"), message(), result)

    async def postpone(self, code: str, detail: str) -> None:
        verdict = Postpone("planned", START + timedelta(minutes=10), 0, code, detail)
        await self.reports.postponed(key_of("1"), message(), verdict)


async def test_a_missing_permission_is_told_once() -> None:
    staff = Staff()
    for _ in range(3):
        await staff.postpone("missing_permission", "Send Messages in #welcome")
    await staff.postpone("missing_permission", "Send Messages in #events")
    assert [(one.feature, one.kind, one.code, one.detail) for one in staff.heard] == [
        ("welcome", "welcome.greeting", "missing_permission", "Send Messages in #welcome"),
        ("welcome", "welcome.greeting", "missing_permission", "Send Messages in #events"),
    ]


async def test_what_was_mended_and_is_in_the_way_again_is_told_again() -> None:
    staff = Staff()
    await staff.postpone("missing_permission", "Send Messages in #welcome")
    await staff.settle("sent")
    await staff.postpone("missing_permission", "Send Messages in #welcome")
    assert len(staff.heard) == 2


async def test_discords_complaint_about_private_messages_is_told_once() -> None:
    staff = Staff()
    await staff.postpone("dm_too_fast", "")
    await staff.postpone("dm_rest", "after Discord's complaint")
    await staff.postpone("dm_too_fast", "")
    assert [one.code for one in staff.heard] == ["dm_too_fast"]


async def test_what_was_given_up_is_told() -> None:
    staff = Staff()
    await staff.settle("failed", "503")
    await staff.settle("skipped", "channel_gone", "channel 10 does not exist any more")
    assert len(staff.heard) == 2


@pytest.mark.parametrize(
    "code", ["cancelled", "too_late", "member_gone", "dry_run", "dm_closed", "thread_gone"]
)
async def test_what_is_nobodys_fault_is_not_told(code: str) -> None:
    staff = Staff()
    await staff.settle("sent")
    await staff.settle("skipped", code)
    await staff.postpone("503", "Discord is having trouble")
    assert staff.heard == []


async def test_outcomes_are_counted() -> None:
    staff = Staff()
    await staff.settle("sent")
    await staff.settle("sent")
    page = staff.metrics.page()[0].decode()
    assert 'steward_effects_total{kind="welcome.greeting",state="sent"} 2.0' in page
