"""What a process of its own does to one upload when it is told to: says "ready", waits for a word, and says what became
of it. At the moment, "draw" or "undo-end", it stands still, to be killed."""

import asyncio
from multiprocessing.connection import Connection

from festum.actions.apply_upload import apply_upload
from festum.actions.house import House
from festum.actions.undo_upload import undo_upload
from festum.clock import utc_now
from festum.domain.gazetteer import load_gazetteer
from festum.domain.holder import Holder
from festum.domain.upload import Consent
from festum.errors import FestumError
from festum.store.database import Database

HOLDER = Holder("process", None)


def work(line: Connection, address: str, what: str, number: int, moment: str) -> None:
    """`what` is "apply" or "undo"; the other end of `line` is the test's."""
    line.send(asyncio.run(_work(line, address, what, number, moment)))


async def _work(line: Connection, address: str, what: str, number: int, moment: str) -> str:
    house = House(Database(address), load_gazetteer(), utc_now, "https://agenda.example")
    async with house.database.reading():
        pass  # its connections stand before the start
    line.send("ready")
    line.recv()

    def progress(phase: str, done: int, total: int) -> None:
        if moment == phase or (moment == f"{phase}-end" and done == total):
            line.send("at the moment")
            line.recv()

    try:
        if what == "apply":
            await apply_upload(house, number, HOLDER, Consent({}), progress)
        else:
            await undo_upload(house, number, HOLDER, progress)
        return "done"
    except FestumError as refusal:
        return refusal.key
    finally:
        await house.database.close()
