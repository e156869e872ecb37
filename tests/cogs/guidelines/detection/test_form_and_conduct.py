"""What a message looks like and does."""

import pytest

from bot.messages.event import Attachment, Content
from cogs.guidelines.detection import Context


@pytest.mark.parametrize(
    ("text", "detector", "found"),
    [
        ("THIS IS SHOUTING AT ALL OF YOU", {"caps": {"letters": 10}}, True),
        ("NASA", {"caps": {"letters": 10}}, False),
        ("a calm sentence of ordinary words", {"caps": {"letters": 10}}, False),
        ("see https://EXAMPLE.COM/AAAAAAAAAAAAAAAA ok", {"caps": {"letters": 10}}, False),
        ("z\u0338\u0322\u0356a", "zalgo", True),
        ("Tiếng Việt có dấu", "zalgo", False),
        ("e\u0301\u0323", "zalgo", False),
        ("ก็ที่นี่", "zalgo", False),
        ("😀" * 15, {"emoji": {"at_least": 15}}, True),
        ("👨‍👩‍👧‍👦" * 5, {"emoji": {"at_least": 6}}, False),
        ("<:ok:123456789012345678>" * 15, {"emoji": {"at_least": 15}}, True),
        ("a\n" * 30, "newlines", True),
        ("a\n" * 29, "newlines", False),
        ("||a||" * 10, "spoilers", True),
        ("||a|| and ||b||", "spoilers", False),
        (" ".join(f"<@{10**17 + n}>" for n in range(6)), "mentions", True),
        ("<@100000000000000001>" * 9, "mentions", False),
        ("hey @everyone", "everyone", True),
        ("everyone is here", "everyone", False),
    ],
)
def test_the_form_of_a_message_is_judged(find, text: str, detector: object, found: bool) -> None:
    assert bool(find(text, detector)) is found


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [("Setup.EXE", "application/octet-stream", True), ("cat.png", "image/png", False),
     ("clip.mov", "video/quicktime", True)],
)  # fmt: skip
def test_files_are_judged_by_name_and_type(find, name: str, kind: str, found: bool) -> None:
    content = Content(attachments=(Attachment(name, kind, 1),))
    detector = {"attachments": {"types": ["video"], "names": ["*.exe"]}}
    assert bool(find(content, detector)) is found


def test_every_part_of_a_message_is_looked_at(find) -> None:
    content = Content(
        forwarded=("you shit",), embeds=("shit",), poll=("shit",),
        attachments=(Attachment("shit.png", "image/png", 1, "shit"),), stickers=("shit",),
    )  # fmt: skip
    context = Context(author_name="shit", thread_title="shit")
    parts = {match.part for match in find(content, {"words": {"terms": ["shit"]}}, context=context)}
    assert parts == {
        "forwarded 1", "embed 1", "poll 1", "file name 1", "alt text 1", "sticker 1",
        "name", "thread title",
    }  # fmt: skip
