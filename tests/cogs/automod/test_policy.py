"""What differs between rules as they should be and as they stand."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.effects import AutoModRule
from cogs.automod import policy
from cogs.automod.compiling import Compiled, Made, Room
from cogs.automod.policy import Applied, Live, Standing, compare, standing_of

WANTED = AutoModRule(name="Steward: be-kind", keywords=("idiot", "moron"), message="Be kind.")
OLD = WANTED.model_copy(update={"keywords": ("idiot",)})
THEIRS = WANTED.model_copy(update={"enabled": False})
MADE = Made("be-kind", 3, WANTED)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def applied(rule: AutoModRule | None = WANTED, **changes: object) -> Applied:
    known = {
        "name": WANTED.name, "guideline": "be-kind", "version": 3, "rule_id": 7,
        "is_settled": True, "digest": policy.digest(rule) if rule is not None else None,
    }  # fmt: skip
    return Applied(**{**known, **changes})


@pytest.mark.parametrize(
    ("made", "known", "live", "kind"),
    [
        ([MADE], [], {}, "new"),
        ([MADE], [applied()], {7: WANTED}, None),
        ([MADE], [applied()], {}, "gone"),
        ([MADE], [applied()], {7: THEIRS}, "edited"),
        ([MADE], [applied(OLD)], {7: OLD}, "outdated"),
        ([MADE], [applied(OLD)], {7: THEIRS}, "edited"),
        ([MADE], [applied(OLD)], {7: WANTED}, None),
        ([], [applied()], {7: WANTED}, "needless"),
        ([], [applied()], {}, None),
        ([MADE], [applied(rule_id=None, is_settled=False)], {}, None),
        ([MADE], [applied(None, rule_id=None)], {}, "new"),
        ([MADE], [applied(None)], {7: OLD}, "outdated"),
    ],
)
def test_each_difference_has_its_kind(
    made: list[Made], known: list[Applied], live: Mapping[int, AutoModRule], kind: str | None
) -> None:
    assert [one.kind for one in compare(made, known, live)] == ([kind] if kind else [])


def stands(made: Made, live: AutoModRule, kept: Collection[str] = ()) -> Standing:
    compiled = Compiled(made=(made,))
    return standing_of(compiled, [applied()], Live({7: live}, Room(6, 1)), kept)


def test_what_is_kept_is_no_difference_until_either_side_changes() -> None:
    (difference,) = stands(MADE, THEIRS).differences
    kept = {difference.signature}
    assert stands(MADE, THEIRS, kept).differences == ()
    assert stands(MADE, THEIRS, kept).kept == (difference,)
    assert stands(MADE, OLD, kept).differences
    assert stands(Made("be-kind", 4, OLD), THEIRS, kept).differences


def test_what_is_under_way_is_overtaken_by_other_wishes() -> None:
    compiled, nowhere = Compiled(made=(MADE,)), Live({}, Room(6, 1))
    other = standing_of(compiled, [applied(OLD, is_settled=False)], nowhere)
    assert other.differences == ()
    assert other.under_way == other.overtaken == {WANTED.name}
    same = standing_of(compiled, [applied(is_settled=False)], nowhere)
    assert (same.under_way, same.overtaken) == ({WANTED.name}, set())


def test_a_rule_reads_the_same_in_any_order() -> None:
    turned = WANTED.model_copy(update={"keywords": ("moron", "idiot")})
    assert policy.digest(turned) == policy.digest(WANTED)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"keywords": ("idiot", "fool", "ass")}, ["words missing: 1", "words added: 2"]),
        ({"patterns": ("a+",)}, ["patterns added: 1"]),
        ({"allowed": ("idiots",)}, ["exceptions added: 1"]),
        ({"exempt_role_ids": (1,)}, ["exempt roles added: 1"]),
        ({"exempt_channel_ids": (1, 2)}, ["exempt channels added: 2"]),
        ({"message": ""}, ["it says something else to those whom it blocks"]),
        ({"enabled": False}, ["it is switched off"]),
        ({"blocks": False}, ["it no longer blocks"]),
        ({"timeout_seconds": 60}, ["its timeout is another"]),
        ({"alert_channel_id": 5}, ["it sends alerts elsewhere"]),
        ({"name": "Ducks"}, ["it has another name"]),
        ({"mentions": 4}, ["it allows another number of mentions"]),
    ],
)
def test_changes_are_told_in_words(change: dict[str, object], told: list[str]) -> None:
    found = WANTED.model_copy(update=change)
    said = [one.text.format(**one.values) for one in policy.changes(found, WANTED)]
    assert said == told


def test_no_field_of_a_rule_changes_unsaid() -> None:
    said = {*policy.LISTS, *policy.VALUES, *policy.SWITCHES}
    assert said == set(AutoModRule.model_fields)


def told_apart(at: datetime = NOW, **changes: object) -> int:
    about = {"guild_id": 1, "channel_id": 2, "author_id": 3, "content": "you idiot"}
    return policy.blocked_id(at, **{**about, **changes})


def test_what_one_message_breaks_has_one_id() -> None:
    assert told_apart() == told_apart(NOW + timedelta(seconds=2))
    assert told_apart() != told_apart(NOW + timedelta(seconds=20))
    assert told_apart() != told_apart(author_id=4)
    assert told_apart() != told_apart(content="you moron")


@given(st.text(), st.datetimes(datetime(2020, 1, 1), datetime(2080, 1, 1)))  # noqa: DTZ001 - made aware below
def test_the_id_tells_when_it_was(content: str, at: datetime) -> None:
    at = at.replace(tzinfo=UTC)
    found = told_apart(at, content=content)
    told = datetime.fromtimestamp(((found >> 22) + policy.DISCORD_EPOCH) / 1000, UTC)
    assert timedelta() <= at - told < timedelta(seconds=policy.AT_ONCE)
    assert found < 1 << 63
