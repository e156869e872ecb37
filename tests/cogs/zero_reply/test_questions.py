"""What counts as asking: names and mentions, spelling of chat, the words of others, endings."""

import pytest

from cogs.zero_reply.questions import asks_something

SOMEBODY = "<@123456789012345678>"


@pytest.mark.parametrize("address", [f"{SOMEBODY} ", f"{SOMEBODY}, ", f"hey <@!1> {SOMEBODY} "])
@pytest.mark.parametrize(
    "text",
    [
        "why u pissed",
        "how do I sharpen a plane",
        "are you there",
        "do you know where the glue is",
    ],
)
def test_a_mention_in_front_is_no_word_of_the_question(address, text):
    assert asks_something(address + text)


@pytest.mark.parametrize("before", [f"{SOMEBODY} ", f"{SOMEBODY}, ", "<@&123456789012345678> "])
@pytest.mark.parametrize(
    "text",
    [
        "alguien sabe cómo se afila un formón",
        "qualcuno sa dove si compra il noce",
        "algú sap com puc afilar un ribot",
        "ơi làm sao để mài dao",
        "cái này là gì",
    ],
)
def test_other_languages_ask_behind_a_mention_too(before, text):
    assert asks_something(before + text)


@pytest.mark.parametrize(
    "text",
    [
        "the shelf is finished",
        "is great",
        "has the best plane",
        "ayer terminé la estantería",
        "ho finito lo scaffale ieri",
        "",
    ],
)
def test_a_statement_behind_a_mention_stays_one(text):
    assert not asks_something(f"{SOMEBODY} {text}")


@pytest.mark.parametrize(
    "text",
    [
        "sam why u pissed",
        "so kim, where did you find it",
        "marisol where can i buy walnut",
        "hey folks any one up for a game",
        f"does {SOMEBODY} still work with walnut",
        "is <#123456789012345678> the right place for this",
        "<:plane:123456789012345678> how do I sharpen this",
    ],
)
def test_names_channels_and_emoji_stand_where_they_like(text):
    assert asks_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "sam said it is fine",
        "john is here",
        f"thanks {SOMEBODY}",
        "look in <#123456789012345678>",
        "<:plane:123456789012345678>",
        "@here the meeting is at nine",
        "there aren't many left",
        "people do it for fun",
        "everyone is here",
        "any time i go there it is closed",
    ],
)
def test_who_is_spoken_of_is_not_asked(text):
    assert not asks_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "n e 1 wants to trade a plane",
        "any body know a good glue",
        "where ya from",
        "who the heck is that",
        "whose the new mod",
        "were are all the planes",
        "wazz up",
        "uh what, what is that",
    ],
)
def test_questions_are_told_as_chat_spells_them(text):
    assert asks_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "they said, what would you buy",
        "she's like, well, what are you digging for",
        "i think to myself, what did i do",
        'he asked me "is it dry?" and i said no',
        "it says “do you want to continue?” and then it stops",
    ],
)
def test_what_others_are_told_to_have_asked_is_not_asked(text):
    assert not asks_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "tell me, how do you sharpen a plane",
        "as i said, how do i sharpen a plane",
        "she said it was fine, what do you think",
        'what does "are you sure?" mean',
        '"how do I install this?"',
    ],
)
def test_the_writer_asks_around_the_words_of_others(text):
    assert asks_something(text)


@pytest.mark.parametrize(
    "text", ["she needed that, didn't she", "it is dry now, isn't it", "good and urself"]
)
def test_questions_are_told_by_their_end(text):
    assert asks_something(text)


@pytest.mark.parametrize("text", ["they left and so did she", "you and me", "right", "oi oi oi"])
def test_statements_that_end_alike_ask_nothing(text):
    assert not asks_something(text)
