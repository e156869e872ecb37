"""What keeps the bot from doing its work on a server, and how to put it right.

`gather` reads the facts from Discord, `examine` turns facts into findings, `report` words them.
`/doctor` and `steward doctor` tell the same.
"""

from bot.doctor.checks import examine
from bot.doctor.facts import Facts
from bot.doctor.findings import Finding, Severity

__all__ = ["Facts", "Finding", "Severity", "examine"]
