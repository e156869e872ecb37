"""What is due later: jobs that survive restarts and run at least once."""

from bot.scheduler.alarms import SystemAlarms
from bot.scheduler.job import Job, LastRun, Recurring
from bot.scheduler.scheduler import Scheduler

__all__ = ["Job", "LastRun", "Recurring", "Scheduler", "SystemAlarms"]
