"""What a model takes for spam: staff are told why, and the bot does nothing itself."""

import re

import pytest

from sandbox.town import Town
from tests.steward import SETTINGS, Running

pytestmark = pytest.mark.features("guidelines")

GUIDELINES = """\
guidelines:
  - id: no-spam
    title: No spam
    mode: auto
    step: delete
    detect: [learned: {reads_like: spam}]
features:
  guidelines: {staff_channel: "#community-team"}
"""
SPAM = "CONGRATULATIONS! You have WON a £1000 prize. Call 09061701461 now to claim"


@pytest.mark.sandbox(rate_limits=False)
async def test_what_a_model_found_is_told_with_its_words_and_never_acted_on(
    idle_steward: Running, town: Town
):
    idle_steward.write_settings(SETTINGS + GUIDELINES)
    await idle_steward.begin()
    mia = await town.person("Mia", joins=True)
    for text in ("does the library open on Sunday?", SPAM):
        await mia.say("#general", text)
    await idle_steward.settled()
    (note,) = town.messages("#community-team")
    assert "£1000 prize" in note.content
    assert re.search(r"It reads like advertising or fraud \(\d\d %\): “.+”, “call”", note.content)
    assert "Suggested step: deleting the message" in note.content
    assert SPAM in [one.content for one in town.messages("#general")]
