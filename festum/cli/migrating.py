"""`festum migrate`"""

import argparse

from festum.actions.house import House
from festum.actions.migrate import migrate
from festum.cli.opening import in_house


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say: the database is a setting."""


def run(_: argparse.Namespace) -> None:
    async def verb(house: House) -> str:
        return await migrate(house)

    print(f"schema {in_house(verb)}")
