"""Message components and modals: their limits, and finding the one that somebody uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.form import Form
    from sandbox.model import Json

ROW: Final = 1
BUTTON: Final = 2
STRING_SELECT: Final = 3
TEXT_INPUT: Final = 4
TEXT_DISPLAY: Final = 10
CONTAINER: Final = 17
LABEL: Final = 18
LINK: Final = 5
PREMIUM: Final = 6
SELECTS: Final = frozenset({3, 5, 6, 7, 8})
FILE_UPLOAD: Final = 19
INPUTS: Final = SELECTS | {TEXT_INPUT, FILE_UPLOAD, 21, 22, 23}
"""What a person fills in: selects, text, files, radio groups, checkbox groups, checkboxes."""
MOST_COMPONENTS: Final = 40
MOST_ROWS: Final = 5
_V2_TOP: Final = frozenset({1, 9, 10, 12, 13, 14, 17})


def walk(components: list[Json], path: str = "components") -> Iterator[tuple[str, Json]]:
    """Yield every component, outermost first, with its dotted path."""
    for index, component in enumerate(components):
        where = f"{path}.{index}"
        yield where, component
        yield from walk(component.get("components") or [], f"{where}.components")
        for key in ("accessory", "component"):
            if inner := component.get(key):
                yield f"{where}.{key}", inner


def find(components: list[Json], custom_id: str) -> Json | None:
    """Return the component with this custom_id."""
    for _, component in walk(components):
        if component.get("custom_id") == custom_id:
            return component
    return None


def numbers_of_values(component: Json) -> tuple[int, int]:
    """Return how many values a select or upload takes at least and at most."""
    least, most = component.get("min_values"), component.get("max_values")
    return 1 if least is None else int(least), 1 if most is None else int(most)


def texts(components: list[Json]) -> Iterator[str]:
    """Yield what the text displays among the components say."""
    for _, component in walk(components):
        if component.get("type") == TEXT_DISPLAY:
            yield str(component.get("content") or "")


def read_components(form: Form, *, v2: bool) -> list[Json]:
    """Return a message's components with ids, noting in the form what breaks a rule."""
    components: list[Json] = form.body.get("components") or []
    if not v2 and len(components) > MOST_ROWS:
        form.fail("components", "Must be 5 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    for index, component in enumerate(components):
        allowed = _V2_TOP if v2 else {ROW}
        if component.get("type") not in allowed:
            kinds = ", ".join(map(str, sorted(allowed)))
            form.fail(
                f"components.{index}.type",
                f"Value must be one of {{{kinds}}}.",
                "UNION_TYPE_CHOICES",
            )
    found = list(walk(components))
    if len(found) > MOST_COMPONENTS:
        form.fail("components", "The total number of components must be 40 or fewer.")
    for path, component in found:
        _check(form, path, component)
    _check_unique(form, found)
    return _numbered(components)


def _check(form: Form, path: str, component: Json) -> None:
    kind = component.get("type")
    if kind == ROW:
        _check_row(form, path, component.get("components") or [])
    elif kind == BUTTON:
        _check_button(form, path, component)
    elif kind in SELECTS:
        _check_custom_id(form, path, component)
        if kind == STRING_SELECT:
            _check_options(form, path, component.get("options") or [])
    elif kind == TEXT_DISPLAY and not component.get("content"):
        form.fail(f"{path}.content", "This field is required", "BASE_TYPE_REQUIRED")


def _check_row(form: Form, path: str, inner: list[Json]) -> None:
    selects = sum(1 for item in inner if item.get("type") in SELECTS)
    if not inner or len(inner) > 5:
        form.fail(
            f"{path}.components", "Must be between 1 and 5 in length.", "BASE_TYPE_BAD_LENGTH"
        )
    if selects > 1 or (selects and len(inner) > selects):
        form.fail(
            f"{path}.components",
            "The specified component exceeds the maximum width",
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        )


def _check_button(form: Form, path: str, button: Json) -> None:
    style = button.get("style")
    if style not in {1, 2, 3, 4, LINK, PREMIUM}:
        form.fail(f"{path}.style", "Value must be one of {1, 2, 3, 4, 5, 6}.", "BASE_TYPE_CHOICES")
    if len(button.get("label") or "") > 80:
        form.fail(f"{path}.label", "Must be 80 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    if style == LINK:
        if not button.get("url"):
            form.fail(f"{path}.url", "A url is required", "BUTTON_COMPONENT_URL_REQUIRED")
        return
    if style != PREMIUM:
        _check_custom_id(form, path, button)
        if not button.get("label") and not button.get("emoji"):
            form.fail(
                path, "A button must have a label or emoji", "BUTTON_COMPONENT_LABEL_OR_EMOJI"
            )


def _check_custom_id(form: Form, path: str, component: Json) -> None:
    custom_id = component.get("custom_id")
    if not custom_id:
        form.fail(f"{path}.custom_id", "A custom id is required", "COMPONENT_CUSTOM_ID_REQUIRED")
    elif len(custom_id) > 100:
        form.fail(f"{path}.custom_id", "Must be 100 or fewer in length.", "BASE_TYPE_MAX_LENGTH")


def _check_options(form: Form, path: str, options: list[Json]) -> None:
    if not 1 <= len(options) <= 25:
        form.fail(f"{path}.options", "Must be between 1 and 25 in length.", "BASE_TYPE_BAD_LENGTH")
    values = [option.get("value") for option in options]
    if len(set(values)) < len(values):
        form.fail(
            f"{path}.options",
            "The specified option value is already used",
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        )
    for index, option in enumerate(options):
        for key in ("label", "value"):
            if not 1 <= len(str(option.get(key) or "")) <= 100:
                form.fail(
                    f"{path}.options.{index}.{key}",
                    "Must be between 1 and 100 in length.",
                    "BASE_TYPE_BAD_LENGTH",
                )


def _check_unique(form: Form, found: list[tuple[str, Json]]) -> None:
    seen: set[str] = set()
    for path, component in found:
        custom_id = component.get("custom_id")
        if not custom_id:
            continue
        if custom_id in seen:
            form.fail(
                f"{path}.custom_id",
                "Component custom id cannot be duplicated",
                "COMPONENT_CUSTOM_ID_DUPLICATED",
            )
        seen.add(custom_id)


def _numbered(components: list[Json]) -> list[Json]:
    """Give every component without an id the next free one, and ids as texts, as Discord does."""
    taken = {component["id"] for _, component in walk(components) if component.get("id")}
    number = 0
    for _, component in walk(components):
        if not component.get("id"):
            number += 1
            while number in taken:
                number += 1
            component["id"] = number
        for chosen in component.get("default_values") or []:
            chosen["id"] = str(chosen["id"])
    return components


def read_modal(form: Form) -> Json:
    """Return a modal, noting in the form a long title, missing or doubled inputs."""
    form.required("title")
    form.required("custom_id")
    title = form.text("title", 1, 45)
    custom_id = form.text("custom_id", 1, 100)
    components: list[Json] = form.body.get("components") or []
    if not 1 <= len(components) <= MOST_ROWS:
        form.fail("components", "Must be between 1 and 5 in length.", "BASE_TYPE_BAD_LENGTH")
    found = list(walk(components))
    for path, component in found:
        kind = component.get("type")
        if kind == LABEL and not 1 <= len(component.get("label") or "") <= 45:
            form.fail(
                f"{path}.label", "Must be between 1 and 45 in length.", "BASE_TYPE_BAD_LENGTH"
            )
        if kind in INPUTS:
            _check_custom_id(form, path, component)
        if kind == BUTTON:
            form.fail(f"{path}.type", "Modals cannot contain buttons.", "UNION_TYPE_CHOICES")
    _check_unique(form, found)
    return {"title": title, "custom_id": custom_id, "components": _numbered(components)}
