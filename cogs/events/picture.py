"""Draws a calendar of a week or month: black on white, legible without colour."""

import io
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEAD, ROW = 1120, 90, 130
CELL = WIDTH // 7
MARGIN = 8
WHITE, BLACK, GREY, SHADE = "#ffffff", "#111111", "#767676", "#eef3fb"
TITLE, TEXT = 24, 15
LINES = 5

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is drawn: the days from `first` until before `end`, Monday first."""

    title: str
    first: date
    end: date
    today: date
    weekdays: Sequence[str]
    entries: Mapping[date, Sequence[str]]


def draw(sheet: Sheet) -> bytes:
    """Return the picture as PNG."""
    begin = sheet.first - timedelta(days=sheet.first.weekday())
    weeks = -(-(sheet.end - begin).days // 7)
    height = ROW if weeks > 1 else 2 * ROW
    image = Image.new("RGB", (7 * CELL, HEAD + weeks * height), WHITE)
    pen = ImageDraw.Draw(image)
    title, text = _font(TITLE), _font(TEXT)
    pen.text((MARGIN, MARGIN), sheet.title, fill=BLACK, font=title)
    for number, name in enumerate(sheet.weekdays):
        pen.text((number * CELL + MARGIN, HEAD - 28), _fit(pen, name, text), BLACK, text)
    for number in range(7 * weeks):
        day = begin + timedelta(days=number)
        if sheet.first <= day < sheet.end:
            left, top = number % 7 * CELL, HEAD + number // 7 * height
            _draw_day(pen, sheet, day, (left, top, left + CELL - 1, top + height - 1), text)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_day(
    pen: ImageDraw.ImageDraw, sheet: Sheet, day: date, box: tuple[int, int, int, int], font: Font
) -> None:
    is_today = day == sheet.today
    pen.rectangle(box, fill=SHADE if is_today else WHITE, outline=BLACK if is_today else GREY)
    left, top, _, bottom = box
    pen.text((left + MARGIN, top + 4), str(day.day), fill=BLACK, font=font)
    entries = list(sheet.entries.get(day, ()))
    room = min(LINES if bottom - top <= ROW else 2 * LINES, (bottom - top - 26) // 20)
    shown = (
        entries if len(entries) <= room else [*entries[: room - 1], f"+{len(entries) - room + 1}"]
    )
    for number, entry in enumerate(shown):
        place = (left + MARGIN, top + 26 + number * 20)
        pen.text(place, _fit(pen, entry, font), fill=BLACK, font=font)


def _fit(pen: ImageDraw.ImageDraw, text: str, font: Font) -> str:
    """Cut a text to the width of a day."""
    room = CELL - 2 * MARGIN
    if pen.textlength(text, font=font) <= room:
        return text
    fits = bisect(
        range(len(text)), room, key=lambda length: int(pen.textlength(f"{text[:length]}…", font))
    )
    return f"{text[: fits - 1]}…"


def _font(size: int) -> Font:
    """Return a font of the system that has all letters of our languages, else Pillow's own."""
    for name in ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf"):
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
