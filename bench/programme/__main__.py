"""`python3 -m bench.programme --real FOLDER --out data`, or `--occurrences 10000 --out FILE.csv`."""

import argparse
from itertools import islice
from pathlib import Path

from bench.programme.folder import write_folder
from bench.programme.rows import EventRow
from bench.programme.stream import occurrences
from bench.programme.write import write_csv


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 -m bench.programme", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--real", type=Path, metavar="FOLDER", help="real facts: makes the four files of data/")
    what.add_argument("--occurrences", type=int, metavar="N", help="makes one file of N made-up occurrences")
    parser.add_argument("--out", type=Path, required=True, help="a folder with --real, else a file")
    given = parser.parse_args()
    if given.real:
        for name, count in write_folder(given.real, given.out).items():
            print(f"{given.out / name}: {count} rows")
    else:
        count = write_csv(given.out, EventRow, islice(occurrences(), given.occurrences))
        print(f"{given.out}: {count} rows")


if __name__ == "__main__":
    main()
