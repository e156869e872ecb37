"""Values as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings.durations import format_duration, parse_duration
from bot.settings.problems import Unsuitable, closest, find_tokens, without_tokens
from bot.settings.templates import check_template, fill
from bot.settings.types import ChannelRef, LocalisedText, RoleRef, parse_zone


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0s", 0),
        ("30s", 30),
        ("5m", 300),
        ("2h", 7200),
        ("1h30m", 5400),
        ("1h 30 min", 5400),
        ("90d", 90 * 86_400),
        ("2w", 14 * 86_400),
        (" 2 Weeks ", 14 * 86_400),
        ("1 day, 2 hours", 93_600),
    ],
)
def test_a_duration_is_read_as_people_write_it(text: str, seconds: int) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", ["", "5", "m", "5 x", "-5m", "1.5h", "5m5m", "5m later", "\u0665m"]
)
def test_what_is_no_duration_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Unsuitable, match='"1h30m"'):
        parse_duration(text)


def test_a_number_without_a_unit_is_taken_for_minutes_in_the_hint() -> None:
    with pytest.raises(Unsuitable) as raised:
        parse_duration("15")
    assert raised.value.suggestion == "15m"


def test_a_duration_of_more_than_a_hundred_years_is_refused() -> None:
    with pytest.raises(Unsuitable, match="more than 100 years"):
        parse_duration("999999999w")


@given(st.integers(0, 36_525 * 86_400))
def test_a_duration_is_read_back_as_it_was_written(seconds: int) -> None:
    duration = timedelta(seconds=seconds)
    assert parse_duration(format_duration(duration)) == duration


@given(st.text())
def test_any_text_is_a_duration_or_unsuitable(text: str) -> None:
    try:
        parse_duration(text)
    except Unsuitable as problem:
        assert str(problem)  # noqa: PT017 - most texts are refused, some are durations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#welcome", ChannelRef(name="welcome")),
        (" welcome ", ChannelRef(name="welcome")),
        ("#questions (forum)", ChannelRef(name="questions", kind="forum")),
        ("<#123456789012345678>", ChannelRef(id=123456789012345678)),
        ("123456789012345678", ChannelRef(id=123456789012345678)),
        ("#12", ChannelRef(name="12")),
        ("#日本語", ChannelRef(name="日本語")),
    ],
)
def test_a_channel_is_read_by_name_or_id(text: str, expected: ChannelRef) -> None:
    assert ChannelRef.parse(text) == expected
    assert ChannelRef.parse(str(expected)) == expected


@pytest.mark.parametrize("text", ["", "#", "  ", "x" * 101])
def test_a_channel_without_a_possible_name_is_refused(text: str) -> None:
    with pytest.raises(Unsuitable):
        ChannelRef.parse(text)


def test_a_channel_matches_by_name_whatever_its_case_and_dashes() -> None:
    assert ChannelRef.parse("Team Room").matches(1, "team-room")
    assert not ChannelRef.parse("team").matches(1, "team-room")
    assert not ChannelRef.parse("123456789012345678").matches(1, "123456789012345678")


@pytest.mark.parametrize("text", ["Moderators", "@Moderators", "<@&123456789012345678>"])
def test_a_role_is_read_by_name_or_id(text: str) -> None:
    role = RoleRef.parse(text)
    assert role.matches(123456789012345678, "moderators")
    assert RoleRef.parse(str(role)) == role


@pytest.mark.parametrize("text", ["@everyone", "everyone", "@here"])
def test_everybody_is_not_a_role(text: str) -> None:
    with pytest.raises(Unsuitable, match="everybody"):
        RoleRef.parse(text)


@given(st.text(min_size=1, max_size=100))
def test_a_channel_is_read_back_as_it_was_written(text: str) -> None:
    try:
        channel = ChannelRef.parse(text)
    except Unsuitable:
        return
    assert ChannelRef.parse(str(channel)) == channel


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Madrid", "Europe/Madrid"),
        ("new york", "America/New_York"),
        ("europe/madrid", "Europe/Madrid"),
        ("Asia/Ho_Chi_Min", "Asia/Ho_Chi_Minh"),
        ("../../etc/passwd", None),
        ("", None),
        ("a\0b", None),
    ],
)
def test_an_unknown_time_zone_is_refused_with_a_guess(text: str, meant: str | None) -> None:
    with pytest.raises(Unsuitable) as raised:
        parse_zone(text)
    assert raised.value.suggestion == meant


def test_a_text_is_given_in_the_readers_language_or_the_nearest() -> None:
    text = LocalisedText({"es": "Hola", "en": "Hi"})
    assert [text.in_(code) for code in ("es", "it")] == ["Hola", "Hi"]
    assert text.in_("it", fallback="es") == "Hola"
    assert LocalisedText({"vi": "Chào"}).in_("en") == "Chào"
    assert LocalisedText("Hi").in_("ca") == "Hi"


def test_a_template_is_filled_without_looking_into_values() -> None:
    values = {"member": "{greeter}", "greeter": "Ana"}
    assert fill("{member} {{x}} {greeter} {other}", values) == "{greeter} {x} Ana {other}"


@pytest.mark.parametrize("text", ["{member.__class__}", "{0}", "{}", "{member!r}", "{mem\nber}"])
def test_a_template_has_no_way_into_the_program(text: str) -> None:
    with pytest.raises(Unsuitable):
        check_template(text, {"member"})


@given(st.text(alphabet="{}ab m\n"))
def test_a_template_that_passes_is_filled_completely(text: str) -> None:
    try:
        check_template(text, {"m"})
    except Unsuitable:
        return
    literal = text.replace("{{", "").replace("}}", "")
    assert fill(text, {"m": "x"}).count("x") == literal.count("{m}")


def test_tokens_are_found_and_hidden() -> None:
    token = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789"
    assert find_tokens(f"a {token}") == [2]
    assert without_tokens(f"a {token} b") == "a [hidden] b"
    assert find_tokens("see docs.example.org/path.with.dots and 1.2.3") == []


def test_the_closest_name_is_found_whatever_its_case() -> None:
    assert closest("CHANEL", ["channel", "enabled"]) == "channel"
    assert closest("zzz", ["channel", "enabled"]) is None
