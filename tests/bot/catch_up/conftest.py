import pytest

from bot.features import FeaturePackage
from tests.bot.listening import EAR, Heard
from tests.steward import Running


@pytest.fixture
def steward_packages() -> tuple[FeaturePackage, ...]:
    return (EAR,)


@pytest.fixture
async def heard(idle_steward: Running) -> Heard:
    heard = Heard()
    idle_steward.prepare = heard.prepare
    await idle_steward.begin()
    return heard
