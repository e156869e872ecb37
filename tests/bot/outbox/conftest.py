from collections.abc import AsyncIterator

import pytest

from bot.db import Database
from tests.bot.outbox.house import House


@pytest.fixture
async def house(db: Database) -> AsyncIterator[House]:
    house = House(db)
    await house.open()
    yield house
    await house.close()
