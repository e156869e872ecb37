"""From presses and selections to the next state of a draft."""

import pytest

from bot.doctor.facts import Role
from cogs.setup.answers import answer
from cogs.setup.draft import Choice, Draft
from cogs.setup.pages import PLAN, neighbours, slots_on, steps
from cogs.setup.situation import placed
from cogs.setup.slots import slots_of
from tests.cogs.setup.builders import GREET, channel, situation

SLOT = "features.greet.channel"


def test_the_pages_of_a_feature_appear_once_it_is_chosen():
    assert steps(Draft(), situation()) == ("language", "zone", "staff", "features", "plan")
    chosen = answer(Draft(step="features"), "features", "0", ["greet"], situation())
    assert steps(chosen, situation()) == (
        "language",
        "zone",
        "staff",
        "features",
        "places.greet.0",
        "places.greet.1",
        "plan",
    )


def test_a_page_has_room_for_three_slots():
    shown = [slots_on(f"places.greet.{number}", situation()) for number in (0, 1)]
    assert [len(page[1]) for page in shown if page] == [3, 2]


def test_next_and_back_lead_to_the_neighbours():
    draft = Draft(step="features", features=("greet",))
    assert neighbours(draft, situation()) == ("staff", "places.greet.0")
    assert neighbours(Draft(), situation()) == (None, "zone")
    assert neighbours(Draft(step=PLAN), situation()) == ("features", None)


def test_a_page_that_is_not_there_any_more_leads_to_the_first():
    assert answer(Draft(step="zone"), "go", "places.gone.0", [], situation()).step == "language"


def test_a_role_can_be_picked_and_another_created_and_uncreated():
    here = situation(roles=(Role(20, "Team", 1),))
    draft = answer(Draft(), "newrole", "managers", [], here)
    assert draft.managers == (Choice(create="Community team"),)
    draft = answer(draft, "roles", "managers", ["20"], here)
    assert draft.managers == (Choice(id=20), Choice(create="Community team"))
    assert answer(draft, "newrole", "managers", [], here).managers == (Choice(id=20),)


def test_a_picked_channel_replaces_one_that_was_to_be_created():
    here = situation(channels=(channel(10, "hello"),))
    slot = slots_of(GREET)[0]
    draft = Draft(features=("greet",))
    assert placed(slot, draft, here) == (Choice(create="welcome"),)
    draft = answer(draft, "place", SLOT, ["10"], here)
    assert placed(slot, draft, here) == (Choice(id=10),)
    draft = answer(draft, "newplace", SLOT, [], here)
    assert placed(slot, draft, here) == (Choice(create="welcome"),)


def test_a_new_channel_is_of_the_kind_that_the_setting_asks_for():
    draft = answer(Draft(), "newplace", "features.greet.watch", [], situation())
    assert draft.places["features.greet.watch"] == (Choice(create="questions", kind="forum"),)


def test_the_community_s_channel_for_staff_can_be_created():
    draft = answer(Draft(step="staff"), "newplace", "community.staff_channel", [], situation())
    assert draft.places["community.staff_channel"] == (Choice(create="community-team"),)


def test_taking_the_guess_forgets_what_was_typed():
    draft = Draft(typed="Madird", guess="Europe/Madrid")
    taken = answer(draft, "guess", "", [], situation())
    assert (taken.zone, taken.typed, taken.guess) == ("Europe/Madrid", "", "")


@pytest.mark.parametrize(
    ("action", "arg"),
    [("dance", ""), ("roles", "owners"), ("newrole", "owners"), ("place", "features.gone.x")],
)
def test_what_means_nothing_changes_nothing(action: str, arg: str):
    assert answer(Draft(), action, arg, ["1"], situation()) == Draft()


def test_a_draft_survives_its_way_through_the_database():
    draft = Draft(features=("greet",)).placing(SLOT, (Choice(id=10), Choice(create="x")))
    assert Draft.model_validate(draft.model_dump(mode="json")) == draft
