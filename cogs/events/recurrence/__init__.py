"""When a series takes place: RFC 5545 rules as wall times in the event's own zone."""

from cogs.events.recurrence.calendar import LONGEST_GAP, Slot, change_of_clocks, instant_of, slots
from cogs.events.recurrence.rule import Frequency, Rule, RuleProblem, Weekday
from cogs.events.recurrence.series import Series

__all__ = [
    "LONGEST_GAP",
    "Frequency",
    "Rule",
    "RuleProblem",
    "Series",
    "Slot",
    "Weekday",
    "change_of_clocks",
    "instant_of",
    "slots",
]
