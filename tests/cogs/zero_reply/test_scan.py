"""Questions with and without their mark, and who is left alone in a busy channel."""

import pytest

from cogs.zero_reply.questions import asks_something
from cogs.zero_reply.scan import questions, threads


@pytest.mark.parametrize(
    "text",
    [
        "Is it safe?",
        "does anyone know how to sharpen a plane",
        "how do I get the lid off",
        "anyone here good with lathes",
        "what kind of varnish do you use",
        "where can i buy walnut",
        "so you work with walnut then",
        "what you mean",
        "alguien sabe cómo se afila un formón",
        "qualcuno sa dove si compra il noce",
        "algú sap com puc afilar un ribot",
        "mọi người ơi làm sao để mài dao",
        "cái này là gì",
    ],
)
def test_questions_are_told_without_their_mark(text):
    assert asks_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "The shelf is finished, thank you all.",
        "I bought walnut at the market",
        "where they sell walnut it is cheap",
        "what i like about it is the smell",
        "ayer terminé la estantería",
        "ho finito lo scaffale ieri",
        "ahir vaig acabar el prestatge",
        "hôm qua mình đã làm xong cái kệ",
        "> how do I get the lid off\nwith a spoon",
        "see https://wood.example/?q=oak",
        "",
    ],
)
def test_statements_quotes_and_links_are_no_questions(text):
    assert not asks_something(text)


def test_every_row_gets_its_answer():
    rows = [{"id": 1, "text": "who is there?"}, {"id": 2, "text": "nobody"}]
    assert list(questions.answers(rows)) == [
        {"id": 1, "flagged": True},
        {"id": 2, "flagged": False},
    ]


def chat(*lines: tuple[str, str], day: str = "monday", start: int = 0) -> list[dict]:
    return [
        {"id": f"{day}{start + at}", "text": text, "meta": _meta(day, user, start + at)}
        for at, (user, text) in enumerate(lines)
    ]


def _meta(day: str, user: str, at: int) -> dict:
    return {"day": day, "user": user, "minute": (at // 4) % 1440}


def flagged(rows: list[dict]) -> dict[str, bool]:
    return {answer["id"]: answer["flagged"] for answer in threads.answers(iter(rows))}


def test_whoever_is_named_soon_is_not_left_alone():
    talk = chat(
        ("mia", "my printer shows a paper jam"),
        ("tom", "mia: open the tray of the printer"),
        ("eva", "nice weather in town today"),
    )
    found = flagged(talk)
    assert not found["monday0"]
    assert found["monday2"]


def test_days_are_told_apart_and_answers_come_in_order():
    first = chat(("mia", "my printer shows a paper jam"), day="monday")
    second = chat(("tom", "mia: open the tray"), day="tuesday")
    answers = list(threads.answers(iter([*first, *second])))
    assert [answer["id"] for answer in answers] == ["monday0", "tuesday0"]
    assert answers[0]["flagged"]


def test_a_long_day_is_read_with_a_bounded_look_ahead():
    rows = chat(*[("mia", "well then")] * 700)
    taken = 0

    def counted():
        nonlocal taken
        for row in rows:
            taken += 1
            yield row

    next(threads.answers(counted()))
    assert taken == 201
