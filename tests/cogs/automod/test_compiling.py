"""What of the guidelines fits into rules of AutoMod."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.effects import AutoModRule
from bot.services import NativeGuideline
from bot.texts.phrase import Phrase
from cogs.automod.compiling import Compiled, Room, Wish, compiled
from cogs.automod.rust import stumbling_block

EMPTY = Room(6, 1)


def wish(**changes: object) -> Wish:
    known = {
        "id": "be-kind", "title": "Be kind", "severity": "medium", "step": "remind",
        "acts": False, "version": 1,
    }  # fmt: skip
    exempt = {key: changes.pop(key) for key in [*changes] if key.endswith("_ids")}
    return Wish(guideline=NativeGuideline(**{**known, **changes}), message="Be kind.", **exempt)


def rules(found: Compiled) -> list[AutoModRule]:
    return [one.rule for one in found.made]


def reasons(found: Compiled) -> list[str]:
    return [one.why.text.format(**one.why.values) for one in found.left_out]


def words(count: int) -> list[str]:
    return [f"word{n}" for n in range(count)]


def test_a_guideline_becomes_a_rule_with_all_that_it_says() -> None:
    found = compiled(
        [
            wish(
                keywords=["idiot", "*moron*"],
                patterns=[r"free\s+nitro"],
                exempt_role_ids=(9, 8),
                exempt_channel_ids=(7,),
            )
        ],
        EMPTY,
    )
    assert rules(found) == [
        AutoModRule(
            name="Steward: be-kind",
            keywords=("idiot", "*moron*"),
            patterns=(r"free\s+nitro",),
            message="Be kind.",
            exempt_role_ids=(8, 9),
            exempt_channel_ids=(7,),
        )
    ]
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("keywords", "patterns", "sizes"),
    [
        (1, 0, [(1, 0)]),
        (1000, 10, [(1000, 10)]),
        (1001, 0, [(1000, 0), (1, 0)]),
        (5, 21, [(5, 10), (0, 10), (0, 1)]),
        (0, 0, []),
    ],
)
def test_what_is_too_much_for_a_rule_becomes_several(
    keywords: int, patterns: int, sizes: list[tuple[int, int]]
) -> None:
    many = wish(keywords=words(keywords), patterns=[f"a{{{n}}}" for n in range(patterns)])
    found = rules(compiled([many], EMPTY))
    assert [(len(one.keywords), len(one.patterns)) for one in found] == sizes
    assert len({one.name for one in found}) == len(found)


def test_the_gravest_come_first_and_the_rest_is_told() -> None:
    mild = wish(id="mild", title="mild", severity="low", keywords=words(1))
    grave = wish(id="grave", title="grave", severity="high", keywords=words(2500))
    found = compiled([mild, grave], Room(2, 0))
    assert [one.rule.name for one in found.made] == ["Steward: grave", "Steward: grave 2"]
    assert [(one.title, one.why.values["n"]) for one in found.left_out] == [
        ("grave", 1),
        ("mild", 1),
    ]


def test_there_is_one_rule_of_mentions() -> None:
    found = compiled([wish(id="a", mentions=6), wish(id="b", mentions=8)], EMPTY)
    assert [(one.name, one.mentions) for one in rules(found)] == [("Steward: a mentions", 5)]
    assert "No room is left" in reasons(found)[0]
    assert rules(compiled([wish(mentions=6)], Room(6, 0))) == []


@pytest.mark.parametrize(("too_many", "fits"), [(1, False), (2, True), (51, True), (52, False)])
def test_mentions_are_counted_as_far_as_automod_counts(too_many: int, fits: bool) -> None:
    assert bool(rules(compiled([wish(mentions=too_many)], EMPTY))) is fits


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"keywords": ["x" * 61]}, "Words that are longer than 60 characters: 1."),
        ({"patterns": ["x" * 261]}, "is longer than 260 characters"),
        ({"patterns": [r"\Qa.b\E"]}, r"AutoMod reads `\Q` in the pattern `\Qa.b\E`"),
        ({"keywords": ["a"], "unfit": Phrase("Not now.")}, "Not now."),
        ({"keywords": ["a"], "exempt_role_ids": tuple(range(21))}, "more than 20 roles"),
        ({"keywords": ["a"], "exempt_channel_ids": tuple(range(51))}, "more than 50 channels"),
    ],
)
def test_what_does_not_fit_is_left_to_the_bot_with_the_reason(
    changes: dict[str, object], reason: str
) -> None:
    found = compiled([wish(**changes)], EMPTY)
    assert rules(found) == []
    assert reason in reasons(found)[0]


def test_what_is_left_to_the_bot_anyway_is_told_as_well() -> None:
    found = compiled([wish(keywords=["a"], beyond=[Phrase("Only the bot sees caps.")])], EMPTY)
    assert (len(rules(found)), reasons(found)) == (1, ["Only the bot sees caps."])


def test_a_word_counts_once_whatever_its_capitals() -> None:
    (rule,) = rules(compiled([wish(keywords=["Idiot", "idiot"])], EMPTY))
    assert len(rule.keywords) == 1


@pytest.mark.parametrize(
    ("sought", "allowed", "spared"),
    [
        ({"keywords": ["*ass*"]}, ["assassin", "peace"], ("assassin",)),
        ({"keywords": ["ass"]}, ["assassin", "ass pie"], ("ass pie",)),
        ({"keywords": ["ass*"]}, ["assassin", "bass"], ("assassin",)),
        ({"keywords": ["*ass"]}, ["assassin", "bass"], ("bass",)),
        ({"keywords": ["ASS"]}, ["Ass Pie"], ("Ass Pie",)),
        ({"patterns": ["as+a"]}, ["Assassin", "peace"], ("Assassin",)),
    ],
)
def test_what_is_allowed_goes_along_where_it_would_be_blocked(
    sought: dict[str, object], allowed: list[str], spared: tuple[str, ...]
) -> None:
    (rule,) = rules(compiled([wish(**sought, allowed=allowed)], EMPTY))
    assert rule.allowed == spared


def test_what_would_block_more_than_can_be_spared_is_left_to_the_bot() -> None:
    allowed = [f"ass{n}" for n in range(101)]
    found = compiled([wish(keywords=["ass*", "idiot"], allowed=allowed)], EMPTY)
    assert [one.keywords for one in rules(found)] == [("idiot",)]
    assert "It would block what is allowed; words and patterns: 1." in reasons(found)
    long = compiled([wish(keywords=["*ass*"], allowed=["ass" + "x" * 60])], EMPTY)
    assert rules(long) == []


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        (r"free\s+(nitro|robux)", ""),
        (r"\bgr[eé]y\b", ""),
        (r"[[:alpha:]]+\d{2,3}x{4}y{5,}", ""),
        (r"\x{1F600}|\p{Greek}|\PN", ""),
        (r"[]a-z^{}]\{\[", ""),
        (r"(?P<a>b)(?i)c\.\-\_", ""),
        (r"\Qa.b\E", r"\Q"),
        (r"a\C", r"\C"),
        (r"\0123", r"\0"),
        (r"\<word\>", r"\<"),
        (r"[a&&b]", "&&"),
        (r"[a--z]", "--"),
        (r"[^~~]", "~~"),
        (r"[a[b]", "["),
        (r"a{b", "{"),
        (r"a{,5}", "{"),
    ],
)
def test_patterns_that_rust_reads_in_another_way_are_noticed(pattern: str, part: str) -> None:
    assert stumbling_block(pattern) == part


@given(
    st.lists(st.text(min_size=1, max_size=70), max_size=12),
    st.lists(st.text(min_size=1, max_size=70), max_size=12),
    st.integers(0, 60),
)
def test_whatever_comes_in_keeps_within_discords_limits(
    keywords: list[str], allowed: list[str], mentions: int
) -> None:
    found = compiled([wish(keywords=keywords, allowed=allowed, mentions=mentions)], EMPTY)
    for rule in rules(found):
        AutoModRule.model_validate(rule.model_dump())
