"""Testimonials as files."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest

from cogs.testimonials import exports
from cogs.testimonials.exports import Quote

QUOTE = Quote(
    number=7,
    text="Line one\n=1+1 <b>&\u202e",
    name="Bo",
    affiliation="@cmd",
    picture="https://cdn.example/a.png",
    tags=("happy",),
    scopes=("website",),
    until=None,
    agreed_on=date(2026, 11, 2),
)


async def one_by_one(*quotes):
    for quote in quotes:
        yield quote


async def written(form, *quotes):
    sink = io.StringIO()
    count = await exports.write(one_by_one(*quotes), sink, form, title="A & B", language="ca")
    assert count == len(quotes)
    return sink.getvalue()


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1", "\ufeff=1", "\r=1"]
)
def test_no_cell_begins_as_a_formula(cell):
    assert exports.harmless(cell).startswith("'")


@pytest.mark.parametrize("cell", ["", "fine", "1+1", "a=b", "thanks - a lot"])
def test_other_cells_are_left_alone(cell):
    assert exports.harmless(cell) == cell


async def test_a_page_has_no_scripts_and_shows_pictures_only_with_consent():
    page = await written("html", QUOTE)
    assert '<html lang="ca">' in page
    assert "<title>A &amp; B</title>" in page
    assert "&lt;b&gt;" in page
    assert "<script" not in page
    assert 'src="https://cdn.example/a.png"' in page
    assert "<img" not in await written("html", replace(QUOTE, picture=""))
    assert "<figcaption" not in await written("html", replace(QUOTE, name=""))


async def test_json_is_json_with_none_one_and_two():
    for count in range(3):
        found = json.loads(await written("json", *[QUOTE] * count))
        assert len(found["testimonials"]) == count


async def test_markdown_shows_what_was_written_and_runs_nothing_of_it():
    text = await written("markdown", QUOTE)
    assert "\\=1" not in text
    assert "&lt;b" in text or "\\<b" in text
    assert "<b" not in text
