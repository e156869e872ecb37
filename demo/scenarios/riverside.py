"""Riverside Makers: newcomers most days, talk, questions, a rule-breaker each week."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from demo.acts import Act, asks, fills, joins, leaves, plans, presses, says
from sandbox.town import Town

ZONE = ZoneInfo("Europe/Madrid")

NEWCOMERS = (
    "Mia", "Noor", "Pau", "Linh", "Giulia", "Sam", "Irene", "Tomàs", "Hoa", "Luca",
    "Amara", "Jordi", "Chiara", "Minh", "Elena", "Kofi", "Núria", "Marta", "Duc", "Sofia",
)  # fmt: skip
REGULARS = ("Dani", "Eva", "Felix", "Gemma")
TALK = (
    "The new laser cutter is calibrated, come and see it on Thursday.",
    "I finished the bird house! It only took three attempts.",
    "Does anybody have a spare roll of PETG until Friday?",
    "Reminder to myself: measure twice.",
    "We are six for the Saturday workshop, two places left.",
    "The river is high again, take the other path to the workshop.",
)
QUESTIONS = (
    ("First layer does not stick", "What bed temperature do you use for PETG?"),
    ("Which saw for plywood?", "I want to cut 4 mm plywood without splinters. Which blade?"),
    ("Arduino does not show up", "The board gets power, but my computer does not list it. Ideas?"),
    ("Wood glue outdoors", "Which glue survives rain on a bird house?"),
    ("Sharing the workshop keys", "How do I book the keys for Sunday?"),
)
ANSWERS = (
    "I had the same. What helped me was starting slow and cleaning everything first.",
    "Come by on Wednesday evening and we look at it together.",
    "There is a pinned guide about this in the channel.",
)
INTRODUCTION = "Hi, I am {name}. I would like to build my first shelf this month!"
GOALS = (
    "Finish the roof of the bird house",
    "Tidy up the drawer with the drill bits",
    "Read two chapters about joints",
    "Show somebody how the laser cutter works",
)
CALL = "An hour of showing what we are making. Listening is fine as well."
MEETING = "https://meet.example/riverside"
THANKS = (
    "Thank you all, this community is wonderful: my first chair stands, and it does not wobble!",
    "I love this place. You are so patient and helpful with beginners, thank you!",
)
KINDLY = "Please be kind to one another. Nothing else happens; we are glad that you are here."
RUDE = "shut up you m0r0n, nobody asked you"
SCAM = "free nitro for everybody https://dlscord-gift.example/claim"


async def before(town: Town) -> None:
    """Let the regulars come in and talk, so that the bot finds a town that lives."""
    for name, text in zip(REGULARS, TALK, strict=False):
        person = await town.person(name, joins=True)
        await person.say("#general", text)


def day(today: date, number: int, chance: Random) -> Iterator[Act]:
    """Yield what happens on a day, in no certain order."""
    if chance.random() < 0.8 or number == 0:
        yield from newcomer(today, number, chance)
    yield from _talk(today, chance)
    yield from _questions(today, chance)
    yield from _goals(today, chance)
    if today.weekday() == 3:
        yield presses(at(today, 10, 30), "Ana", "#community-team", "Approve all")
    yield from _weekly_call(today, number, chance)
    if today.weekday() == 3:
        yield says(at(today, 21, 40), "Rex", "#general", RUDE if number % 2 else SCAM)
        yield presses(at(today, 21, 50), "Bo", "#community-team", "That was right")
        words = {"What the member reads": KINDLY}
        yield fills(at(today, 21, 55), "Bo", "#community-team", "Remind privately", words)
    if today.weekday() == 1:
        week = number // 7
        name = REGULARS[week % len(REGULARS)]
        yield says(at(today, 19, 0), name, "#general", THANKS[week % len(THANKS)])
    if number == 0:
        yield joins(at(today, 8, 30), "Rex")


def _weekly_call(today: date, number: int, chance: Random) -> Iterator[Act]:
    """Ana plans a call on the first day; on Mondays the regulars say whether they come."""
    if number == 0:
        fields = {"Title": "Weekly maker call", "Description": CALL, "Place or link": MEETING}
        yield plans(at(today, 9, 30), "Ana", "every Wednesday 18:00", **fields)
    if today.weekday() == 0:
        for place, name in enumerate(REGULARS):
            answer = chance.choice(("Going", "Going", "Maybe", "Can't make it"))
            yield presses(at(today, 10, 5 + place), name, "#events", answer)


def newcomer(today: date, number: int, chance: Random) -> Iterator[Act]:
    """Yield one newcomer's day: some speak, some are shy, some look in and leave."""
    name = NEWCOMERS[number % len(NEWCOMERS)]
    if number >= len(NEWCOMERS):
        name = f"{name} {number // len(NEWCOMERS) + 1}"
    arrival = at(today, 10, 0) + timedelta(minutes=chance.randrange(480))
    yield joins(arrival, name)
    yield presses(arrival + timedelta(minutes=7), chance.choice(REGULARS), "#welcome", "Say hi")
    mood = chance.random()
    if mood < 0.6:
        yield presses(arrival + timedelta(minutes=9), name, "#welcome", "Start here")
        text = INTRODUCTION.format(name=name)
        yield says(arrival + timedelta(minutes=25), name, "#general", text)
    elif mood < 0.7:
        yield leaves(arrival + timedelta(minutes=12), name)


def _goals(today: date, chance: Random) -> Iterator[Act]:
    """On Mondays some set themselves a goal, on Saturdays they say how it went."""
    post, who = "#weekly-goals", chance.choice(REGULARS)
    if today.weekday() == 0:
        goal = {"Goal 1": chance.choice(GOALS), "Who may see this?": "Everybody, in the thread"}
        yield fills(at(today, 9, 30), who, post, "Set my goal", goal)
    if today.weekday() == 5:
        said = {"Goal 1": "done", "A few words": "It was a good week."}
        yield fills(at(today, 17, 0), who, post, "Check in", said)


def at(today: date, hour: int, minute: int) -> datetime:
    """Return an instant by the town's own clocks."""
    return datetime.combine(today, time(hour, minute), ZONE)


def _talk(today: date, chance: Random) -> Iterator[Act]:
    for _ in range(chance.randrange(2, 6)):
        moment = at(today, 9, 0) + timedelta(minutes=chance.randrange(13 * 60))
        yield says(moment, chance.choice(REGULARS), "#general", chance.choice(TALK))


def _questions(today: date, chance: Random) -> Iterator[Act]:
    """At weekends nobody answers: those questions wait for Monday."""
    if chance.random() > 0.7:
        return
    moment = at(today, 11, 0) + timedelta(minutes=chance.randrange(9 * 60))
    asker, helper = chance.sample(REGULARS, 2)
    question, text = chance.choice(QUESTIONS)
    title = f"{question} ({today:%d %b})"
    yield asks(moment, asker, "#help", title, text)
    if today.weekday() < 5:
        reply_at = moment + timedelta(minutes=chance.randrange(5, 120))
        yield says(reply_at, helper, title, chance.choice(ANSWERS))
