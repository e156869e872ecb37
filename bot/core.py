"""What every feature is handed: the parts of the house, already wired."""

from dataclasses import dataclass

from bot.access import AccessService
from bot.catch_up import CatchUp
from bot.clock import Alarms, Clock
from bot.db import Database
from bot.features import FeaturePackage
from bot.messages import Pipeline
from bot.metrics import Metrics
from bot.outbox import Outbox
from bot.scheduler import Scheduler
from bot.services import Services
from bot.settings import SettingsService
from bot.signals import Signals
from bot.texts.service import Texts
from bot.web import Web


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The parts of the house, built once by `bot.app` and reached through `client.core`."""

    clock: Clock
    alarms: Alarms
    db: Database
    settings: SettingsService
    texts: Texts
    access: AccessService
    outbox: Outbox
    scheduler: Scheduler
    messages: Pipeline
    catch_up: CatchUp
    signals: Signals
    services: Services
    metrics: Metrics
    web: Web
    features: tuple[FeaturePackage, ...]
