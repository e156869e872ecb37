"""`steward scan`: messages in, findings out, whatever is looked for."""

import json
import subprocess
from itertools import count, islice
from pathlib import Path

import pytest

from bot.cli.scan import rows_of
from bot.cli.scores import Score, table
from tests.packages import install, run

SHOUTS = '''
from collections import deque
from bot.scans import Scan

def answers(rows):
    """Flag what is shouted, with the message that follows it known."""
    waiting = deque()
    for row in rows:
        waiting.append(row)
        if len(waiting) > 1:
            yield answer(waiting.popleft())
    yield from map(answer, waiting)

def answer(row):
    return {"id": row["id"], "flagged": row["text"].isupper(), "by": row.get("by")}

shouts = Scan("Shouting.", frozenset({"loud"}), frozenset({"quiet"}), answers)
'''
OFFERS = {
    "shouts": "shouting:shouts",
    "gone": "not_there.at.all:gone",
    "broken": "shouting:no_such_name",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    install(tmp_path, {"shouting.py": SHOUTS}, {"steward.scans": OFFERS})
    return tmp_path


def scan(place: Path, *arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return run(place, "-m", "bot", "scan", *arguments, given=given)


def test_an_installed_package_offers_a_task(place: Path) -> None:
    given = b'{"id": "a", "text": "HELLO", "by": "Mia"}\nhello\n\n{"text": "HO"}\n'
    done = scan(place, "--task", "shouts", given=given)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "a", "flagged": True, "by": "Mia"},
        {"id": 2, "flagged": False, "by": None},
        {"id": 4, "flagged": True, "by": None},
    ]
    assert b"3 messages, 2 flagged" in done.stderr


def test_labels_are_those_of_the_task_and_scored_file_by_file(place: Path) -> None:
    rows = [("A", "loud"), ("a", "loud"), ("A", "quiet"), ("a", "quiet"), ("x", "question")]
    lines = [json.dumps({"text": text, "label": label}) for text, label in rows]
    (place / "labelled.jsonl").write_text("\n".join(lines))
    done = scan(place, "--task", "shouts", "--labels", "--output", "found", "labelled.jsonl")
    assert (
        "labelled.jsonl        4      0.500   0.500  0.500   50.00 %  (1 without loud or quiet)"
        in done.stdout.decode()
    )
    assert len((place / "found").read_text().splitlines()) == 5


def test_a_task_that_nobody_offers_is_answered_with_those_that_are_there(place: Path) -> None:
    done = scan(place, "--task", "shoutz")
    assert done.returncode == 1
    told = done.stderr.decode()
    assert told.startswith('There is no task called "shoutz". Tasks: ')
    assert "shouts" in told
    assert "gone" not in told


@pytest.mark.parametrize("task", ["gone", "broken"])
def test_a_task_that_cannot_be_loaded_is_told_in_a_sentence(place: Path, task: str) -> None:
    done = scan(place, "--task", task)
    assert done.returncode == 1
    assert f'The task "{task}" cannot be loaded' in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_broken_lines_are_told_and_the_rest_is_scanned(place: Path) -> None:
    (place / "messages.jsonl").write_bytes(
        b'{"text": \n{"id": 1}\n\xff\xfe HO\n{"text": "\\ud800 HO"}\n'
    )
    done = scan(place, "--task", "shouts", "messages.jsonl")
    assert done.returncode == 1
    assert b"messages.jsonl:1: this is no JSON" in done.stderr
    assert b'messages.jsonl:2: there is no "text"' in done.stderr
    assert [json.loads(line)["flagged"] for line in done.stdout.splitlines()] == [True, True]


def test_a_missing_file_is_told_in_a_sentence(place: Path) -> None:
    done = scan(place, "--task", "shouts", "missing.jsonl")
    assert done.returncode == 1
    assert b"No such file" in done.stderr
    assert b"Traceback" not in done.stderr


def test_lines_are_read_one_at_a_time() -> None:
    rows = rows_of(b"hello %d\n" % number for number in count())
    assert [row["id"] for row in islice(rows, 3)] == [1, 2, 3]


def test_where_nothing_is_to_be_found_a_dash_stands() -> None:
    score = Score(frozenset({"flag"}), frozenset({"ok"}))
    score.add("ok", flagged=False)
    assert table({"a": score}).splitlines()[1].split() == ["a", "1", "—", "—", "—", "0.00", "%"]
