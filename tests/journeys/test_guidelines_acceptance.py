"""Posted guidelines that say what is new in them, and members who accept them by a button."""

import pytest

from cogs.guidelines.tables import accepted
from sandbox.faults import Fault
from sandbox.model import Message
from sandbox.person import Person
from sandbox.town import Town
from tests.steward import SETTINGS, Running

pytestmark = [pytest.mark.features("guidelines"), pytest.mark.sandbox(rate_limits=False)]

BUTTON = "I have read them"
GUIDELINES = """\
guidelines:
  - {id: plants, title: {en: No plants, es: Sin plantas}, text: Not here.}
  - {id: kind, title: Be kind}
features:
  guidelines:
    staff_channel: "#community-team"
    acceptance: {role: Members}
"""
SECOND = GUIDELINES.replace("{role: Members}", "{role: Members, edition: 2}")


class Hall:
    """The town with posted guidelines that ask to be accepted."""

    def __init__(self, steward: Running, town: Town) -> None:
        self.steward, self.town = steward, town
        self.role = town.world.roles.create(
            town.owner.user, town.guild, {"name": "Members", "permissions": "0"}
        )

    async def publish(self) -> Message:
        place = self.town.place("#welcome")
        await self.town["Ana"].command("guidelines publish", channel=place)
        await self.steward.settled()
        return self.town.messages("#welcome")[-1]

    async def use(self, guidelines: str) -> Message:
        await self.steward.use(SETTINGS + guidelines)
        return self.town.messages("#welcome")[-1]

    async def newcomer(self, **options: str) -> Person:
        person = await self.town.person("Mia", joins=True, **options)
        await self.steward.settled()
        return person

    def has_role(self, person: Person) -> bool:
        return self.role.id in person.member.roles

    def times_given(self) -> int:
        route = "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"
        return len(self.town.sandbox.journal.requests("PUT", route))

    async def rows(self) -> list[tuple[int, int, int]]:
        async with self.steward.core.db.read() as tx:
            found = await tx.execute(accepted.select())
            return [(row.member_id, row.edition, row.version) for row in found]


@pytest.fixture
async def hall(idle_steward: Running, town: Town) -> Hall:
    hall = Hall(idle_steward, town)
    idle_steward.write_settings(SETTINGS + GUIDELINES)
    await idle_steward.begin()
    return hall


async def test_whoever_presses_the_button_gets_the_role_once(hall: Hall):
    post, mia = await hall.publish(), await hall.newcomer()
    assert "press the button" in post.content
    assert not hall.has_role(mia)
    answer = await mia.press(post, BUTTON)
    assert answer.is_private
    assert "Thank you" in answer.text
    await hall.steward.settled()
    assert hall.has_role(mia)
    again = await mia.press(post, BUTTON)
    assert "You accepted them on" in again.text
    await hall.steward.settled()
    assert hall.times_given() == 1
    assert await hall.rows() == [(mia.id, 1, 0)]


async def test_the_button_works_after_a_restart_and_a_crash_gives_the_role_once(hall: Hall):
    post, mia = await hall.publish(), await hall.newcomer()
    await hall.steward.restart()
    hold = Fault(method="PUT", route="/guilds/*/members/*/roles/*", drop="after")
    hall.town.sandbox.faults.add(hold)
    await mia.press(post, BUTTON)
    await hall.town.until(lambda: hall.has_role(mia) or None)
    await hall.steward.crash()
    hall.town.sandbox.faults.remove()
    await hall.steward.begin()
    await hall.steward.pass_time(minutes=1)
    assert hall.has_role(mia)
    assert "You accepted them on" in (await mia.press(post, BUTTON)).text


async def test_a_change_asks_nobody_again_and_a_new_edition_asks_everybody(hall: Hall):
    post, mia = await hall.publish(), await hall.newcomer()
    await mia.press(post, BUTTON)
    await hall.steward.settled()
    post = await hall.use(GUIDELINES.replace("Not here.", "Nowhere."))
    assert "You accepted them on" in (await mia.press(post, BUTTON)).text
    outdated = post
    post = await hall.use(SECOND)
    assert "asked again" in post.content
    assert hall.has_role(mia)
    assert "Thank you. You get" in (await mia.press(post, BUTTON)).text
    assert [edition for _, edition, _ in await hall.rows()] == [1, 2]
    assert hall.times_given() == 1
    assert outdated.id == post.id


async def test_an_old_button_leads_to_the_guidelines_of_now(hall: Hall):
    post, mia = await hall.publish(), await hall.newcomer()
    custom_id = post.components[0]["components"][0]["custom_id"]
    await hall.use(SECOND)
    post.components[0]["components"][0]["custom_id"] = custom_id
    assert "/guidelines show" in (await mia.press(post, BUTTON)).text
    assert await hall.rows() == []


async def test_the_guidelines_in_one_s_own_language_can_be_accepted_as_well(hall: Hall):
    mia = await hall.newcomer(locale="es-ES")
    shown = await mia.command("guidelines show")
    assert "**Sin plantas**" in shown.text
    await mia.press(shown.message, "Las he leído")
    await hall.steward.settled()
    assert hall.has_role(mia)
    assert (await mia.command("guidelines show")).message.components == []


async def test_who_comes_back_gets_the_role_again_and_who_is_gone_is_forgotten(hall: Hall):
    post, mia = await hall.publish(), await hall.newcomer()
    await mia.press(post, BUTTON)
    await hall.steward.settled()
    await mia.leave()
    await mia.join()
    await hall.steward.settled()
    assert not hall.has_role(mia)
    await mia.press(post, BUTTON)
    await hall.steward.settled()
    assert hall.has_role(mia)
    await mia.leave()
    await hall.steward.pass_time(days=1, hours=1)
    assert await hall.rows() == []


async def test_a_role_that_does_not_exist_is_told_and_nothing_is_kept(hall: Hall):
    await hall.steward.use(SETTINGS + GUIDELINES.replace("Members", "Ghosts"))
    post, mia = await hall.publish(), await hall.newcomer()
    assert "no role called **Ghosts**" in (await mia.press(post, BUTTON)).text
    assert await hall.rows() == []


async def test_without_acceptance_there_is_no_button(hall: Hall):
    post, mia = await hall.publish(), await hall.newcomer()
    button = post.components
    post = await hall.use(GUIDELINES.replace("acceptance: {role: Members}", "keep_evidence: 30d"))
    assert post.components == []
    post.components = button
    assert "any more" in (await mia.press(post, BUTTON)).text


async def test_what_somebody_has_accepted_is_handed_out_and_forgotten(hall: Hall):
    post, mia = await hall.publish(), await hall.newcomer()
    await mia.press(post, BUTTON)
    feature = next(one for one in hall.steward.packages if one.feature.name == "guidelines").feature
    async with hall.steward.core.db.write() as tx:
        about = (hall.town.guild.id, mia.id)
        assert (await feature.export_member(tx, *about))["guidelines_accepted"][0]["edition"] == 1
        await feature.forget_member(tx, *about)
        assert await feature.export_member(tx, *about) == {}


async def test_the_post_says_what_is_new_in_it_and_when(hall: Hall):
    await hall.publish()
    changed = GUIDELINES.replace("Not here.", "Nowhere.").replace(
        "{id: kind, title: Be kind}", "{id: calm, title: Stay *calm*}"
    )
    post = await hall.use(changed)
    day = f"<t:{int(hall.steward.core.clock.now().timestamp())}:D>"
    news = f"Changed on {day}: new: Stay \\*calm\\*; changed: No plants; taken out: Be kind."
    assert news in post.content
    post = await hall.use(changed.replace("Members}", "Members, edition: 2}"))
    assert news in post.content
    post = await hall.publish()
    assert "Changed on" not in post.content


async def test_nothing_is_new_when_only_detection_changes(hall: Hall):
    post = await hall.publish()
    before = post.content
    post = await hall.use(GUIDELINES.replace("title: Be kind}", "title: Be kind, detect: [caps]}"))
    assert post.content == before
