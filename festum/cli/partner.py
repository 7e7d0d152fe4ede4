"""`festum partner list | load | key | revoke`"""

import argparse
from pathlib import Path

from rich.console import Console

from festum.actions.frame import list_partners, load_frame_partners
from festum.actions.house import House
from festum.actions.keys import end_keys, make_key
from festum.cli.frame_files import read_partners
from festum.cli.opening import ACTOR, in_house
from festum.errors import NotHere


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("list", help="all partners with their keys (the readable words, not the secret ones)")
    load = verbs.add_parser("load", help="create or update partners from a CSV")
    load.add_argument("file", type=Path, help="key,name,kind,commune,insee_code,departement,url,source")
    for verb, said in (("key", "make an API key and show it once"), ("revoke", "end all API keys of a partner")):
        its = verbs.add_parser(verb, help=said)
        whose = its.add_mutually_exclusive_group(required=True)
        whose.add_argument("partner", nargs="?", help="key of the partner")
        whose.add_argument("--admin", action="store_true", help="an administrator's: reaches every programme")


def run(arguments: argparse.Namespace) -> None:
    match arguments.verb:
        case "list":
            in_house(_list)
        case "load":
            in_house(lambda house: _load(house, arguments.file))
        case "key":
            in_house(lambda house: _key(house, arguments.partner))
        case "revoke":
            in_house(lambda house: _revoke(house, arguments.partner))


async def _list(house: House) -> None:
    async with house.unit() as unit:
        partners = await list_partners(unit)
    # Lines, not a fitted table: a key cut to the width of the terminal is of no use.
    widest = max((len(p.key) for p in partners), default=0)
    for p in partners:
        print(f"{p.key:<{widest}}  {p.departement:<3} {p.name}{'  (demonstration)' if p.synthetic else ''}")


async def _load(house: House, file: Path) -> None:
    partners = read_partners(file)
    async with house.unit() as unit:
        changed = await load_frame_partners(unit, partners, ACTOR)
    print(f"{len(changed)} of {len(partners)} partners new or changed")


async def _key(house: House, partner: str | None) -> None:
    """The key alone on standard output, so that a script can take it."""
    label = f"key of {partner}" if partner else "administrator's key"
    async with house.unit() as unit:
        key = await make_key(unit, partner, label)
    Console(stderr=True).print("Shown once; only its digest is stored. Send it as: Authorization: Bearer KEY")
    print(key)


async def _revoke(house: House, partner: str | None) -> None:
    """A misspelt partner is refused: nobody should believe a key ended that still opens."""
    async with house.unit() as unit:
        if partner is not None and all(known.key != partner for known in await list_partners(unit)):
            raise NotHere("no_such_partner", partner=partner)
        ended = await end_keys(unit, partner)
    print(f"{ended} keys ended")
