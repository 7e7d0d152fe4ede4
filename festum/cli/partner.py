"""`festum partner list | load | key | revoke`"""

import argparse
from pathlib import Path

from rich.console import Console
from rich.table import Table

from festum.actions.frame import list_partners, load_frame_partners
from festum.actions.house import House
from festum.actions.keys import end_keys, make_key
from festum.cli.frame_files import read_partners
from festum.cli.opening import ACTOR, in_house


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
    table = Table("key", "name", "kind", "département", "", box=None, pad_edge=False)
    for p in partners:
        table.add_row(p.key, p.name, p.kind, p.departement, "demonstration" if p.synthetic else "")
    Console(soft_wrap=True).print(table)


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
    async with house.unit() as unit:
        ended = await end_keys(unit, partner)
    print(f"{ended} keys ended")
