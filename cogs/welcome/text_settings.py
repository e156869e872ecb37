"""What managers may write to newcomers: which places a text has, and how long it may be."""

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator

from bot.settings.problems import Unsuitable
from bot.settings.templates import LONGEST_MESSAGE, check_template, fill
from bot.settings.types import LocalisedText, template_field
from bot.texts import N_

GREETING_PLACES = ("member", "name", "server", "greeter", "guidelines", "introductions", "help")
BATCH_PLACES = ("members", "server", "guidelines", "introductions", "help")

# The most that Discord lets a name take, once what could be Markdown in it is escaped.
LONGEST = {
    "member": "@" + "*" * 64,
    "name": "*" * 64,
    "server": "*" * 200,
    "greeter": "*" * 64,
    "guidelines": "<#12345678901234567890>",
    "introductions": "<#12345678901234567890>",
    "help": "<#12345678901234567890>",
    "members": ", ".join(["*" * 64] * 10) + " and 10,000 more",
}

LONGEST_STEP = 240
LONGEST_SUMMARY = 120


def _fits(text: str) -> None:
    check_template(text, LONGEST)
    length = len(fill(text, LONGEST))
    if length > LONGEST_MESSAGE:
        raise Unsuitable(
            N_(
                "With the longest names this text would have {length} characters; "
                "a message on Discord takes at most {longest}."
            ),
            length=length,
            longest=LONGEST_MESSAGE,
        )


def _fits_on_checklist(text: str) -> None:
    if len(text) > LONGEST_STEP:
        raise Unsuitable(
            N_("This step has {length} characters; at most {longest} fit on the checklist."),
            length=len(text),
            longest=LONGEST_STEP,
        )


def _few_words(text: str) -> None:
    if (count := len(text.split())) > LONGEST_SUMMARY:
        raise Unsuitable(
            N_("This summary has {count} words; newcomers read at most {longest}."),
            count=count,
            longest=LONGEST_SUMMARY,
        )


def _each(check: Callable[[str], None]) -> AfterValidator:
    """Check the text in every language that it is written in."""
    return AfterValidator(lambda text: text.checked(check))


Greeting = Annotated[LocalisedText, template_field(GREETING_PLACES), _each(_fits)]
Batch = Annotated[LocalisedText, template_field(BATCH_PLACES), _each(_fits)]
Summary = Annotated[LocalisedText, _each(_few_words)]
StepText = Annotated[LocalisedText, _each(_fits_on_checklist)]
