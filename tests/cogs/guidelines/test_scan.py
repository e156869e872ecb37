"""`steward scan` with the guidelines."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.packages import install, run

GUIDELINES = """
version: 1
community: {name: Test}
features: {guidelines: {}}
guidelines:
  - id: no-swearing
    title: No swearing
    detect: [{words: {terms: [darn]}}]
  - id: no-shouting
    title: No shouting
    step: delete
    detect: [{caps: {letters: 10}}]
"""
MORE_LINES = 100_000
PEAK = """
import resource, sys
from bot.cli import build
try:
    build()(standalone_mode=False)
finally:
    sys.stderr.write(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}\\n")
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    offers = {"steward.scans": {"guidelines": "cogs.guidelines.scan:guidelines"}}
    install(tmp_path, {"guidelines.yml": GUIDELINES}, offers)
    return tmp_path


def scan(place: Path, *arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return run(place, "-m", "bot", "scan", *arguments, given=given)


def test_findings_say_what_which_detector_saw_where(place: Path) -> None:
    given = '{"id": "a", "text": "d4rn it"}\n> darn\n{"id": 3, "text": "DARN ALL THIS MESS"}\n'
    done = scan(place, given=given.encode())
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0, done.stderr
    assert first == {
        "id": "a",
        "flagged": True,
        "matches": [
            {
                "guideline": "no-swearing", "detector": "words", "view": "folded",
                "start": 0, "end": 4, "excerpt": "d4rn",
            }
        ],
        "step": "remind",
    }  # fmt: skip
    assert second == {"id": 2, "flagged": False, "matches": [], "step": None}
    assert (third["id"], third["step"]) == (3, "delete")


def test_the_guidelines_may_be_named(place: Path) -> None:
    (place / "guidelines.yml").rename(place / "other.yml")
    assert scan(place, given=b"darn").returncode == 1
    done = scan(place, "--guidelines", "other.yml", given=b"darn")
    assert json.loads(done.stdout)["flagged"]


def test_guidelines_with_mistakes_are_told(place: Path) -> None:
    (place / "guidelines.yml").write_text(GUIDELINES.replace("caps", "capz"))
    done = scan(place)
    assert done.returncode == 1
    assert b'Did you mean "caps"?' in done.stderr
    assert b"Traceback" not in done.stderr


def test_lists_of_domains_beside_the_guidelines_count(place: Path) -> None:
    rule = "  - {id: links, title: Links, detect: [links: {deny_lists: [mine, theirs, gone]}]}\n"
    lists = (
        "lists:\n  mine: {file: mine.txt}\n  gone: {file: gone.txt}\n"
        "  theirs: {url: 'https://lists.example/'}\n"
    )
    (place / "guidelines.yml").write_text(GUIDELINES + rule + lists)
    (place / "mine.txt").write_text("scam.example")
    done = scan(place, given=b"see www.scam.example")
    assert json.loads(done.stdout)["matches"][0]["excerpt"] == "www.scam.example"
    assert b"theirs: only the running bot fetches this list." in done.stderr
    assert b"gone: There is no such file beside guidelines.yml." in done.stderr


def test_memory_does_not_grow_with_the_number_of_messages(place: Path) -> None:
    (place / "peak.py").write_text(PEAK)
    peaks = []
    for name, lines in (("few", 1_000), ("many", MORE_LINES)):
        with (place / name).open("w") as file:
            file.writelines(
                json.dumps({"id": n, "text": f"message {n:x} of many, darn"}) + "\n"
                for n in range(lines)
            )
        done = run(place, "peak.py", "scan", "--output", "found", name)
        progress = done.stderr.decode().splitlines()
        assert f"{name}: {lines:,} messages, {lines:,} flagged." in progress
        peaks.append(int(progress[-1].removeprefix("peak ")))
    assert f"many: {MORE_LINES // 2:,} messages, {MORE_LINES // 2:,} flagged …" in progress
    assert peaks[1] - peaks[0] < 20
