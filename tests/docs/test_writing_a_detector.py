"""The page for authors of detectors is built as it stands, found by its entry point, and tested."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.docs.test_writing_a_feature import FILE, ROOT
from tests.packages import install, run

PAGE = ROOT / "docs" / "writing-a-detector.md"
BROKEN = """
from typing import ClassVar
from bot.detectors import DetectorOffer, DetectorSettings

class Broken(DetectorSettings):
    kind: ClassVar[str] = "{kind}"

class BrokenDetector:
    def __init__(self, settings):
        pass

    def look(self, message):
        raise RuntimeError("I do not feel well")

OFFER = DetectorOffer(Broken, BrokenDetector)
"""
GUIDELINES = """
version: 1
features: {guidelines: }
guidelines:
  - {id: broken, title: Broken, detect: [broken, words: {terms: [rhubarb]}]}
"""


def offering(place: str) -> dict[str, dict[str, str]]:
    return {"steward.detectors": {"one": place}}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    files = {found["path"]: found["body"] for found in FILE.finditer(PAGE.read_text("utf-8"))}
    project = tomllib.loads(files["pyproject.toml"])["project"]
    install(tmp_path, files, project["entry-points"])
    return tmp_path


def test_the_detector_of_the_page_is_found_and_passes_its_own_tests(place: Path) -> None:
    done = run(place, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "tests")
    assert done.returncode == 0, done.stdout + done.stderr
    assert b"4 passed" in done.stdout


def test_its_settings_are_checked_and_described_with_the_others(place: Path) -> None:
    settings = place / "tests" / "guidelines.yml"
    settings.write_text(settings.read_text().replace("digits: 9", "digits: 3"))
    done = run(place, "-m", "bot", "check", settings)
    assert done.returncode == 1
    assert b"phone_numbers.digits\n    This must be at least 6" in done.stderr
    schema = json.loads(run(place, "-m", "bot", "schema").stdout)
    described = schema["$defs"]["PhoneNumbers"]["properties"]["digits"]["description"]
    assert described.startswith("Numbers with fewer digits")


def test_its_code_is_in_the_style_of_the_house(place: Path) -> None:
    config = ["--config", ROOT / "pyproject.toml", "--select", "E,F,B,I,SIM,RET,UP"]
    done = run(place, "-m", "ruff", "check", "--no-cache", *config, ".")
    assert done.returncode == 0, done.stdout


def test_a_detector_that_fails_fails_alone(tmp_path: Path) -> None:
    files = {"broken.py": BROKEN.format(kind="broken"), "guidelines.yml": GUIDELINES}
    offers = {"steward.scans": {"guidelines": "cogs.guidelines.scan:guidelines"}}
    install(tmp_path, files, {**offering("broken:OFFER"), **offers})
    done = run(tmp_path, "-m", "bot", "scan", given=b"rhubarb")
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith(b"{")]
    assert [match["excerpt"] for match in found[0]["matches"]] == ["rhubarb"]
    assert b"I do not feel well" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("broken:OFFER", "There is another detector called 'words'"),
        ("broken:NOTHING", "The detector broken:NOTHING cannot be loaded"),
        ("not_there:OFFER", "The detector not_there:OFFER cannot be loaded"),
        ("broken:Broken", "The detector broken:Broken is no DetectorOffer"),
    ],
)
def test_a_detector_that_cannot_be_used_is_told_in_a_sentence(
    tmp_path: Path, place: str, told: str
) -> None:
    files = {"broken.py": BROKEN.format(kind="words"), "guidelines.yml": GUIDELINES}
    install(tmp_path, files, offering(place))
    done = run(tmp_path, "-m", "bot", "check")
    assert done.returncode == 1
    assert told in done.stderr.decode()
    assert b"Traceback" not in done.stderr
