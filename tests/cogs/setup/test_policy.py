"""From answers to a plan."""

import pytest

from bot.doctor.facts import Role
from bot.settings.types import ChannelRef
from bot.texts import Translation
from bot.texts.catalogues import Wordings
from cogs.setup.draft import Choice, Draft
from cogs.setup.policy import Change, Creation, plan
from tests.cogs.setup.builders import channel, situation

ENGLISH = Translation("en", Wordings())
GREETING = ("features", "greet", "channel")
ON = Draft(features=("greet",))


def change(changes: tuple[Change, ...], path: tuple[str, ...]) -> Change:
    (found,) = [each for each in changes if each.path == path]
    return found


def obstacles(draft: Draft, **options: object) -> str:
    planned = plan(draft, situation(**options))  # type: ignore[arg-type] - the builder's own options
    return "\n".join(each.say(ENGLISH) for each in planned.obstacles)


def test_a_draft_without_answers_plans_nothing():
    assert plan(Draft(), situation()).empty


def test_switching_a_feature_on_creates_the_channel_that_it_needs():
    planned = plan(ON, situation())
    assert planned.creations == (Creation("channel", "welcome", "Where people are greeted."),)
    assert change(planned.changes, ("features", "greet", "enabled")).after is True
    assert change(planned.changes, GREETING).after == (Choice(create="welcome"),)
    assert planned.obstacles == ()


def test_a_channel_of_that_name_is_used_instead_of_a_second_one():
    planned = plan(ON, situation(channels=(channel(10, "welcome"),)))
    assert planned.creations == ()
    assert change(planned.changes, GREETING).after == (Choice(id=10),)


def test_a_voice_channel_of_that_name_does_not_count():
    planned = plan(ON, situation(channels=(channel(10, "welcome", "voice"),)))
    assert [each.name for each in planned.creations] == ["welcome"]


def test_what_was_created_by_an_attempt_that_failed_later_is_not_created_again():
    draft = ON.placing("features.greet.channel", (Choice(create="hello"),))
    assert [each.name for each in plan(draft, situation()).creations] == ["hello"]
    after = plan(draft, situation(channels=(channel(11, "hello"),)))
    assert after.creations == ()
    assert change(after.changes, GREETING).after == (Choice(id=11),)


def test_one_name_for_two_settings_is_created_once_and_stays_hidden():
    draft = ON.placing("features.greet.channel", (Choice(create="team"),)).placing(
        "features.greet.digest.channel", (Choice(create="team"),)
    )
    draft = draft.with_(moderators=(Choice(id=20),))
    planned = plan(draft, situation(roles=(Role(20, "Mods", 1),)))
    (creation,) = planned.creations
    assert creation.staff_only


def test_a_named_channel_that_does_not_exist_is_created_under_that_name():
    text = 'version: 1\nfeatures:\n  greet:\n    channel: "#hello"\n'
    planned = plan(Draft(), situation(text))
    assert [each.name for each in planned.creations] == ["hello"]
    assert change(planned.changes, GREETING).before == (ChannelRef(name="hello"),)


def test_settings_that_name_the_right_channel_are_left_as_they_are_written():
    text = 'version: 1\nfeatures:\n  greet:\n    channel: "#welcome"\n'
    assert plan(Draft(), situation(text, channels=(channel(10, "welcome"),))).empty


def test_without_the_permission_nothing_is_planned_to_be_created_and_the_fix_is_told():
    told = obstacles(ON, held=frozenset())
    assert "Manage Channels" in told
    assert "Server Settings → Roles → Steward" in told


def test_an_administrator_needs_no_other_permission():
    assert obstacles(ON, held=frozenset({"administrator"})) == ""


def test_a_needed_channel_that_was_emptied_stands_in_the_way():
    draft = ON.placing("features.greet.channel", ())
    assert "cannot be switched on without channel" in obstacles(draft)


def test_a_channel_for_staff_needs_to_know_who_that_is():
    draft = ON.placing("features.greet.digest.channel", (Choice(create="team"),))
    assert "your team only" in obstacles(draft)
    with_team = draft.with_(moderators=(Choice(create="Moderators"),))
    assert obstacles(with_team) == ""
    assert plan(with_team, situation()).team == (Choice(create="Moderators"),)


def test_a_full_server_is_told_before_anything_is_done():
    full = tuple(channel(number, f"c{number}") for number in range(1, 501))
    assert "500" in obstacles(ON, channels=full)


def test_language_zone_and_staff_change_only_where_they_differ():
    draft = Draft(language="es", zone="UTC", managers=(Choice(id=20),))
    planned = plan(draft, situation(roles=(Role(20, "Team", 1),)))
    assert [each.path for each in planned.changes] == [
        ("community", "language"),
        ("community", "staff"),
    ]
    staff = change(planned.changes, ("community", "staff")).after
    assert staff == {"managers": (Choice(id=20),), "moderators": ()}


def test_switching_off_keeps_the_settings():
    text = 'version: 1\nfeatures:\n  greet:\n    channel: "#welcome"\n'
    planned = plan(Draft(features=()), situation(text))
    assert [(each.path, each.after) for each in planned.changes] == [
        (("features", "greet", "enabled"), False)
    ]
    assert planned.creations == ()


def test_a_forum_is_created_as_a_forum_and_a_text_channel_of_that_name_does_not_count():
    draft = ON.placing("features.greet.watch", (Choice(create="questions", kind="forum"),))
    text = channel(10, "questions")
    made = plan(draft, situation(channels=(text,))).creations
    assert [(each.name, each.kind) for each in made] == [
        ("welcome", "text"),
        ("questions", "forum"),
    ]
    forum = channel(11, "questions", "forum")
    planned = plan(draft, situation(channels=(text, forum)))
    assert [each.name for each in planned.creations] == ["welcome"]


@pytest.mark.parametrize("is_community", [True, False])
def test_announcement_channels_are_for_communities(is_community: bool):
    draft = ON.placing("features.greet.noticeboard", (Choice(create="news", kind="announcement"),))
    told = obstacles(draft, is_community=is_community)
    assert ("Only Community servers" in told) is not is_community


def test_a_channel_for_staff_that_bears_the_usual_name_is_taken():
    planned = plan(Draft(), situation(channels=(channel(10, "community-team"),)))
    assert change(planned.changes, ("community", "staff_channel")).after == (Choice(id=10),)


def test_the_channel_for_staff_is_created_on_request_and_hidden():
    draft = Draft(managers=(Choice(id=20),)).placing(
        "community.staff_channel", (Choice(create="community-team"),)
    )
    (creation,) = plan(draft, situation(roles=(Role(20, "Team", 1),))).creations
    assert (creation.name, creation.staff_only) == ("community-team", True)
