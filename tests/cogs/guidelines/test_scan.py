"""`steward scan`: messages in, findings out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cogs.guidelines.scan import Score, Unreadable, rows_of, table

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
RUN = (
    "import typer; from cogs.guidelines.scan import scan; app = typer.Typer("
    "pretty_exceptions_enable=False); app.command()(scan); app()"
)


@pytest.fixture
def guidelines(tmp_path: Path) -> Path:
    file = tmp_path / "guidelines.yml"
    file.write_text(GUIDELINES, "utf-8")
    return file


def scan(guidelines: Path, *arguments: object, given: bytes = b"") -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", RUN, "--guidelines", str(guidelines), *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, timeout=100, check=False)


def test_messages_from_standard_input_are_answered_line_by_line(guidelines: Path) -> None:
    given = (
        '{"id": "a", "text": "d4rn it"}\nplain line\n\n{"id": 3, "text": "DARN ALL THIS MESS"}\n'
    )
    done = scan(guidelines, given=given.encode())
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
    assert b"3 messages, 2 flagged" in done.stderr


def test_broken_lines_are_told_and_the_rest_is_scanned(guidelines: Path, tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_bytes(b'{"text": \n{"id": 1}\n\xff\xfe darn\n{"text": "\\ud800 darn"}\n')
    done = scan(guidelines, file)
    assert done.returncode == 1
    assert b"messages.jsonl:1: this is no JSON" in done.stderr
    assert b'messages.jsonl:2: there is no "text"' in done.stderr
    assert [json.loads(line)["flagged"] for line in done.stdout.splitlines()] == [True, True]


def test_labels_are_scored_file_by_file(guidelines: Path, tmp_path: Path) -> None:
    rows = [("darn", "flag"), ("fine", "flag"), ("darn", "ok"), ("fine", "ok"), ("x", "question")]
    file = tmp_path / "labelled.jsonl"
    file.write_text(
        "".join(json.dumps({"text": text, "label": label}) + "\n" for text, label in rows), "utf-8"
    )
    findings = tmp_path / "findings.jsonl"
    done = scan(guidelines, "--labels", "--output", findings, file)
    assert (
        "labelled.jsonl        4      0.500   0.500  0.500   50.00 %  (1 without"
        in done.stdout.decode()
    )
    assert len(findings.read_text().splitlines()) == 5


def test_a_missing_file_is_told_in_a_sentence(guidelines: Path, tmp_path: Path) -> None:
    done = scan(guidelines, tmp_path / "missing.jsonl")
    assert done.returncode == 1
    assert b"No such file" in done.stderr
    assert b"Traceback" not in done.stderr


def test_guidelines_with_mistakes_are_told(tmp_path: Path) -> None:
    file = tmp_path / "guidelines.yml"
    file.write_text(GUIDELINES.replace("caps", "capz"), "utf-8")
    done = scan(file)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_lines_are_read_one_at_a_time() -> None:
    def endless():
        while True:
            yield b"hello\n"

    rows = rows_of(endless())
    assert [next(rows).id for _ in range(3)] == [1, 2, 3]


def test_a_line_that_is_no_message_says_why() -> None:
    (row,) = rows_of([b"{"])
    assert isinstance(row, Unreadable)


def test_where_nothing_is_to_be_found_a_dash_stands() -> None:
    score = Score()
    score.add("ok", flagged=False)
    assert table({"a": score}).splitlines()[1].split() == ["a", "1", "—", "—", "—", "0.00", "%"]
