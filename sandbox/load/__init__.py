"""Many people in a hurry: what they do, drawn from a seed, and what a bot makes of it."""

from sandbox.load.crowd import Crowd
from sandbox.load.drive import Measured, drive
from sandbox.load.plan import MIXES, Act, Mix, acts

__all__ = ["MIXES", "Act", "Crowd", "Measured", "Mix", "acts", "drive"]
