"""A process of its own that does one thing to one upload when it is told to: `python -m tests.journeys.upload_process
DATABASE apply|undo NUMBER [MOMENT]`. It says "ready", waits for a line, and says what became of it. At the moment,
"draw" or "undo-end", it stands still, to be killed."""

import asyncio
import sys

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


async def main(address: str, what: str, number: int, moment: str) -> str:
    house = House(Database(address), load_gazetteer(), utc_now, "https://agenda.example")
    async with house.database.reading():
        pass  # its connections stand before the start
    _say("ready")
    sys.stdin.readline()

    def progress(phase: str, done: int, total: int) -> None:
        if moment == phase or (moment == f"{phase}-end" and done == total):
            _say("at the moment")
            sys.stdin.readline()

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


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _say(asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), " ".join(sys.argv[4:]))))
