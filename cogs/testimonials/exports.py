"""Testimonials for use elsewhere: nothing leaves that was not agreed to and approved for it."""

import csv
import io
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.testimonials import policy, store
from cogs.testimonials.policy import Scope

Format = Literal["csv", "json", "markdown", "html"]
FORMATS: Mapping[Format, str] = MappingProxyType(
    {"csv": "csv", "json": "json", "markdown": "md", "html": "html"}
)
COLUMNS = ("number", "text", "name", "affiliation", "tags", "scopes", "until", "agreed_on")
# What a spreadsheet takes for the beginning of a formula.
FULL_WIDTH = "\uff1d\uff0b\uff0d\uff20"
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", *FULL_WIDTH)
BOM = "\ufeff"


class Sink(Protocol):
    """Where an export is written to, piece by piece."""

    def write(self, text: str, /) -> object:
        """Take the next piece."""
        ...


@dataclass(frozen=True, slots=True)
class Quote:
    """What may be shown of a testimonial, and no more than that."""

    number: int
    text: str
    name: str
    affiliation: str
    picture: str
    tags: tuple[str, ...]
    scopes: tuple[str, ...]
    until: date | None
    agreed_on: date


async def quotes(
    tx: AsyncConnection, guild_id: int, scope: Scope, today: date
) -> AsyncIterator[Quote]:
    """Go through what may be shown in a place today."""
    async for one, given in store.agreed(tx, guild_id):
        consent = given.consent if given is not None else None
        if given is None or consent is None:
            continue
        if policy.objection(one.state, one.text, consent, scope, today) is not None:
            continue
        name = policy.named(consent.shown, display_name=one.display_name, handle=one.handle)
        yield Quote(
            number=one.number,
            text=one.text,
            name=name,
            affiliation=one.affiliation if name else "",
            picture=one.avatar_url if consent.with_picture and name else "",
            tags=tuple(one.tags),
            scopes=tuple(sorted(consent.scopes)),
            until=consent.until,
            agreed_on=given.given_at.date(),
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of file: how it begins, how a quote reads, what stands between two, how it ends."""

    head: str
    one: Callable[[Quote], str]
    between: str = ""
    foot: str = ""


async def write(
    found: AsyncIterator[Quote],
    sink: Sink,
    form: Format,
    *,
    title: str,
    language: str,
    on_progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Write quotes as they come; returns how many. Memory does not grow with their number."""
    layout = layout_of(form, title, language)
    count = 0
    sink.write(layout.head)
    async for quote in found:
        if count:
            sink.write(layout.between)
        sink.write(layout.one(quote))
        count += 1
        on_progress(count)
    sink.write(layout.foot)
    return count


def layout_of(form: Format, title: str, language: str) -> Layout:
    """Return how a kind of file is laid out; `title` and `language` are those of a page."""
    match form:
        case "csv":
            # Without the mark, spreadsheets take the file for an old code page.
            return Layout(BOM + _csv_line(COLUMNS), _as_csv)
        case "json":
            head = f'{{"title": {json.dumps(title)}, "testimonials": [\n'
            return Layout(head, _as_json, between=",\n", foot="\n]}\n")
        case "markdown":
            return Layout(f"# {_in_markdown(title)}\n", _as_markdown)
        case "html":
            page = Environment(
                loader=PackageLoader("cogs.testimonials", "templates"),
                autoescape=True,
                undefined=StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
            )
            quote_html = page.get_template("quote.html")
            return Layout(
                page.get_template("head.html").render(title=title, language=language),
                lambda quote: quote_html.render(quote=quote),
                foot=page.get_template("foot.html").render(),
            )


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.lstrip(" \ufeff\u200b").startswith(FORMULAS) else cell


def _as_csv(quote: Quote) -> str:
    values = _plain(quote)
    return _csv_line(harmless(str(values[name] or "")) for name in COLUMNS)


def _csv_line(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(list(values))
    return line.getvalue()


def _as_json(quote: Quote) -> str:
    values = {**_plain(quote), "tags": quote.tags, "scopes": quote.scopes}
    return json.dumps(values, ensure_ascii=False)


def _as_markdown(quote: Quote) -> str:
    words = "\n".join(f"> {_in_markdown(line)}" for line in quote.text.splitlines())
    by = ", ".join(filter(None, (quote.name, quote.affiliation)))
    return f"\n{words}\n" + (f">\n> — {_in_markdown(by)}\n" if by else "")


def _in_markdown(text: str) -> str:
    escaped = "".join(f"\\{one}" if one in "\\`*_{}[]()#+-.!|~>" else one for one in text)
    return escaped.replace("<", "&lt;")


def _plain(quote: Quote) -> dict[str, object]:
    return {
        "number": quote.number,
        "text": quote.text,
        "name": quote.name,
        "affiliation": quote.affiliation,
        "picture": quote.picture,
        "tags": " ".join(quote.tags),
        "scopes": " ".join(quote.scopes),
        "until": quote.until.isoformat() if quote.until else None,
        "agreed_on": quote.agreed_on.isoformat(),
    }
