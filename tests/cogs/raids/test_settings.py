"""What the settings take, and what they refuse in words."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from cogs.raids.settings import RaidsSettings


@pytest.mark.parametrize(
    "settings",
    [
        {"pause": timedelta(hours=25)},
        {"pause": timedelta()},
        {"within": timedelta(hours=2)},
        {"delete_messages": timedelta(days=8)},
        {"joins": 1},
        {"gate": {"lasts": timedelta(days=29)}},
        {"gate": {"action": "kick"}},
        {"gate": {"action": "ban"}},
    ],
)
def test_what_discord_does_not_allow_or_a_person_decides_is_refused(
    settings: dict[str, object],
) -> None:
    with pytest.raises(ValidationError):
        RaidsSettings.model_validate(settings)


def test_a_day_is_the_longest_pause() -> None:
    assert RaidsSettings(pause=timedelta(hours=24)).pause == timedelta(days=1)
