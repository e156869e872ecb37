"""Kind words are told from complaints, questions and small talk, and say what spoke for them."""

import pytest

from cogs.testimonials.praise import likely
from cogs.testimonials.scan import praise


@pytest.mark.parametrize(
    "text",
    [
        "I love this server, the mods are amazing and so helpful!",
        "This is the best community I have ever been part of.",
        "The new guide is excellent, and really easy to follow.",
        "Thank you all, this workshop was wonderful!",
        "You folks are the best, thanks for the help with my lathe!",
        "Everyone is so friendly here",
    ],
)
def test_praise_is_seen(text):
    assert likely(text)


@pytest.mark.parametrize(
    "text",
    [
        "The search does not work and nobody answers.",
        "I do not love this server at all.",
        "does anyone know a good tutorial?",
        "thanks for letting me know, see you tomorrow",
        "I wish the mods were nicer",
        "I bought walnut at the market",
        "> I love this server, the mods are amazing\nI doubt it",
        "`great = True`",
        "ok",
        "",
        "🎉🎉🎉",
    ],
)
def test_complaints_questions_quotes_and_small_talk_are_not(text):
    assert likely(text) is None


def test_the_words_that_spoke_for_it_are_named():
    found = likely("I love this server, the mods are amazing and so helpful!")
    assert found is not None
    assert {"love", "amazing"} <= set(found.words)
    assert "server" not in found.words


def test_a_scan_answers_for_every_row():
    rows = [{"id": 1, "text": "What a great community, thank you!"}, {"id": 2, "text": "well"}]
    first, second = praise.answers(rows)
    assert (first["id"], first["flagged"]) == (1, True)
    assert "great" in first["words"]
    assert second == {"id": 2, "flagged": False, "words": []}
