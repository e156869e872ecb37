"""What other guidelines would have flagged."""

from datetime import UTC, datetime

from bot.messages.event import Content
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.back_test import BackTest, Sample, back_test
from cogs.guidelines.policy import Situation
from tests.cogs.guidelines.documents import one, read

ON = "features: {guidelines: {}}\n"
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def tried(before: str, after: str, *samples: Sample, **renamed: str) -> BackTest:
    return back_test(agreement_of(read(before)), agreement_of(read(after)), samples, renamed)


def sample(text: str, **situation: object) -> Sample:
    facts = Situation(now=NOW, written_at=NOW, author_id=1, **situation) if situation else None
    return Sample(name=text, content=Content(text=text), situation=facts)


APPLE = ON + one("detect: [words: {terms: [apple]}]")
PLUM = ON + one("detect: [words: {terms: [plum, pear]}]")


def test_what_is_newly_flagged_and_no_longer_is_told_apart() -> None:
    texts = [sample(text) for text in ("an apple", "a plum", "a fig", "> a plum")]
    found = tried(APPLE, PLUM, *texts)
    assert found.messages == 4
    assert [each.sample.name for each in found.new] == ["a plum"]
    assert [each.sample.name for each in found.gone] == ["an apple"]
    assert found.same == 0


def test_the_same_guidelines_change_nothing() -> None:
    found = tried(APPLE, APPLE, sample("an apple"))
    assert (found.new, found.gone, found.same) == ((), (), 1)


def test_a_renamed_guideline_flags_as_before() -> None:
    after = APPLE.replace("id: one", "id: fruit")
    assert tried(APPLE, after, sample("an apple"), one="fruit").same == 1
    assert tried(APPLE, after, sample("an apple")).same == 0


def test_scopes_and_staff_count_where_it_is_known_who_wrote_where() -> None:
    scoped = APPLE + "    exempt: {channels: ['#kitchen']}\n"
    kitchen = sample("an apple", channels=[(5, "kitchen")])
    hall = sample("an apple", channels=[(6, "hall")])
    staff = sample("an apple", channels=[(5, "kitchen")], is_staff=True)
    found = tried(APPLE, scoped, kitchen, hall, staff)
    assert [each.sample for each in found.gone] == [kitchen]
    assert found.same == 1


def test_switched_on_means_all_of_it_is_new() -> None:
    off = APPLE.replace(ON, "")
    assert len(tried(off, APPLE, sample("an apple")).new) == 1
    assert len(tried(APPLE, off, sample("an apple")).gone) == 1
