"""What a community has decided: guidelines.yml, the environment, and each guild's own versions.

Features need `bot.settings.document` (FeatureSettings), `bot.settings.types` and, in validators,
`Unsuitable`; everybody else asks `core.settings`.
"""

from bot.settings.deployment import Deployment, read_deployment
from bot.settings.diff import Change
from bot.settings.document import Community, Document, FeatureSettings, Section
from bot.settings.load import read_document
from bot.settings.problems import Problem, SettingsInvalid, Unsuitable
from bot.settings.service import Proposal, SettingsService
from bot.settings.store import Version
from bot.settings.versions import NoSuchVersion, VersionConflict

__all__ = [
    "Change",
    "Community",
    "Deployment",
    "Document",
    "FeatureSettings",
    "NoSuchVersion",
    "Problem",
    "Proposal",
    "Section",
    "SettingsInvalid",
    "SettingsService",
    "Unsuitable",
    "Version",
    "VersionConflict",
    "read_deployment",
    "read_document",
]
