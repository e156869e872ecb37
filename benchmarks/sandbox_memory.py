"""`python -m benchmarks.sandbox_memory`: fills a town and says what each inhabitant takes."""

import gc
import sys

from benchmarks.memory import resident
from benchmarks.town import TEXT, tell
from sandbox import Sandbox
from sandbox.town import Town


def fill(what: str, count: int) -> float:
    """Make so many members or messages; return the bytes of resident memory for each."""
    sandbox = Sandbox(rate_limits=False)
    town = Town(sandbox)
    world, author, channel = sandbox.world, town["Bo"].user, town.place("#general")
    gc.collect()
    before = resident()
    for number in range(count):
        if what == "members":
            user = world.users.create(f"member{number}")
            world.members.join(town.guild, user, pending=False)
        else:
            world.messages.create(author, channel, {"content": f"{number}: {TEXT}"})
    gc.collect()
    return (resident() - before) * 1e6 / count


if __name__ == "__main__":
    tell(each=fill(sys.argv[1], int(sys.argv[2])))
