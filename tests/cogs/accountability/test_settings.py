"""What a community may write about its weekly thread, and what is refused."""

import pytest
from pydantic import ValidationError

from cogs.accountability.settings import AccountabilitySettings


def read(**values: object) -> AccountabilitySettings:
    return AccountabilitySettings.model_validate({"channel": "#goals", **values})


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"text": "Week {weak}"}, "no placeholder"),
        ({"text": {"es": "Semana {week", "en": "Week {week}"}}, "A single { is left over"),
        ({"text": "x" * 1001}, "characters"),
        ({"questions": ("Why, {member}?",)}, "no placeholder"),
        ({"post_at": "Mon,Thu 09:00"}, "one day and one time"),
        ({"recap_at": "Someday 09:00"}, "not a day"),
        ({"channel": None}, "Name the channel"),
        ({"when_late": "maybe"}, "'post' or 'skip'"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(values, says):
    with pytest.raises(ValidationError) as problem:
        read(**values)
    assert says in str(problem.value)


def test_without_a_channel_it_may_be_there_switched_off():
    assert not AccountabilitySettings(enabled=False).enabled
