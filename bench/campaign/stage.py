"""A campaign from beginning to end, on a database of its own, with or without its guards."""

from random import Random

from api.db import Database
from api.local_postgres import APP, DATABASE, OWNER, Running
from bench.campaign import faults, ground
from bench.campaign.play import Outcome, Plan, play


async def campaign(running: Running, plan: Plan, without: list[str], name: str = DATABASE) -> Outcome:
    """On the database of this name: schema at head, nothing in it yet."""
    await ground.as_superuser(running, f"ALTER DATABASE {name} SET deadlock_timeout = '50ms'")
    owner = Database(running.dsn(OWNER, name), size=1)
    for guard in without:
        if guard != faults.LOCKS:
            await faults.drop(owner, guard)
    await owner.close()
    database = ground.Unhurried(running.dsn(APP, name), size=plan.workers, chance=Random(plan.seed))  # noqa: S311
    if faults.LOCKS in without:
        faults.without_locks(database)
    try:
        await ground.settle(database)
        return await play(database, plan)
    finally:
        await database.close()
