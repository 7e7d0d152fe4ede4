"""Files nobody would send, without end: `python -m tests.importers.fuzzing SECONDS FOLDER [SEED]`.

Mutates the specimens and keeps in FOLDER every file whose reading raises anything but a described refusal, takes more
than ten seconds of work or 300 MB. The same seed tries the same files in the same order.
"""

import io
import os
import random
import re
import resource
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from festum.domain.event import Edition
from festum.domain.gazetteer import load_gazetteer
from festum.errors import Unreadable
from festum.importers import dialects
from festum.importers.reading import Defaults
from tests.importers.sheets import FULL_ROW, sheet
from tests.importers.workbooks import ods, ods_row, xlsx_of

HERE = Path(__file__).parent
SPECIMENS = ("files", "uploads")
SUFFIXES = {".csv", ".xlsx", ".xls", ".ods", ".ics", ".json", ".html", ".txt", ".tsv", ".htm"}

SLOW, STUCK, HEAVY_MB = 10.0, 180, 300
LONGEST = 400_000
"""Bytes of a mutated file: what is larger is the business of the limits' own tests."""

TOKENS = (
    b'"', b'""', b"'", b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\r\n ", b"\x00", b"\xff", b"\xef\xbb\xbf",
    b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\x0b", b"\xed\xa0\x80", b"sep=;\n", b"=", b"<table>", b"<td>", b"<script>",
    b"&#x110000;", b"{", b"}", b"[", b"]", b":", b"null", b"true", b"1e999", b"-1", b"0", b"9" * 400, b"\\u0000",
    b"\\ud800", b"NaN", b"31/02/2018", b"2018-03-25T02:30", b"9999-12-31", b"0000-00-00", b"24h30", b"99h99",
    b"du 30 au 2 juin", b"tous les jours", b"23/06", b"1er", b"45000", b"1e400", b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n", b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n", b"BEGIN:VALARM\r\n", b"BEGIN:VTIMEZONE\r\n",
    b"RRULE:FREQ=SECONDLY\r\n", b"RRULE:FREQ=DAILY;INTERVAL=0\r\n", b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n",
    b"RRULE:FREQ=YEARLY;BYWEEKNO=53;BYSETPOS=-366;COUNT=99999999\r\n",
    b"RRULE:FREQ=MINUTELY;BYSECOND=60;BYHOUR=25\r\n", b"RDATE:00010101T000000\r\n",
    b"RDATE;VALUE=PERIOD:20180623T100000Z/P9999D\r\n", b"EXDATE;VALUE=DATE:20180623\r\n",
    b"RECURRENCE-ID;RANGE=THISANDFUTURE:20180623T190000Z\r\n", b"DTSTART;TZID=../../etc/passwd:20180623T210000\r\n",
    b"DTSTART;TZID=Europe:20180623T210000\r\n", b"DTSTART:00010101T000000Z\r\n", b"DTEND:99991231T235959Z\r\n",
    b"DURATION:-P1W\r\n", b"DURATION:P999999999D\r\n", b"GEO:nan;inf\r\n", b"UID:\r\n",
    b"SEQUENCE:99999999999999999999\r\n", b"SUMMARY;LANGUAGE=\"oc:x\r\n", b"CATEGORIES:\\\\,\\,;\r\n",
    b"ATTACH;ENCODING=BASE64;VALUE=BINARY:!!!\r\n", b"X-A;B=\"\xc2\x85\":c\r\n",
)  # fmt: skip

PARTNERS = "\n".join((
    "Fèsta de Sant Joan - Lodève;;;;;",
    "Date;Heure;Quoi ?;Lieu;Commune;Tarif",
    "samedi 23 juin 2018;21h30;Balèti;Place du Mail;Lodève;gratuit",
    'du 29 au 30 juin;10-12h;"Stage de ""danse""";Halle;34000 Montpellier;15 €',
    "20-21-22 mai;à la nuit tombée;Feu;Esplanade;Vic-Fezensac (32);participation libre",
    "43274;0,875;Concert;;Bouillac;",
    "Contact : 04 67 00 00 00;;;;;",
)).encode()  # fmt: skip

Mutation = Callable[[random.Random, bytes, list[bytes]], bytes]


def flipped(dice: random.Random, content: bytes, _: list[bytes]) -> bytes:
    found = bytearray(content)
    for _ in range(dice.randint(1, 1 + len(found) // 200)) if found else ():
        found[dice.randrange(len(found))] = dice.randrange(256)
    return bytes(found)


def cut(dice: random.Random, content: bytes, _: list[bytes]) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def without_a_piece(dice: random.Random, content: bytes, _: list[bytes]) -> bytes:
    start = dice.randrange(len(content) + 1)
    return content[:start] + content[start + dice.randint(1, 60) :]


def spliced(dice: random.Random, content: bytes, others: list[bytes]) -> bytes:
    other = dice.choice(others)
    return content[: dice.randrange(len(content) + 1)] + other[dice.randrange(len(other) + 1) :]


def sprinkled(dice: random.Random, content: bytes, _: list[bytes]) -> bytes:
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(content) + 1)
        content = content[:place] + dice.choice(TOKENS) * dice.choice((1, 1, 1, 2, 50)) + content[place:]
    return content


def sprinkled_by_line(dice: random.Random, content: bytes, _: list[bytes]) -> bytes:
    """Where a line begins, so that a token is a property or a row of its own."""
    lines = content.splitlines(keepends=True)
    for _ in range(dice.randint(1, 4)):
        lines.insert(dice.randrange(len(lines) + 1), dice.choice(TOKENS))
    return b"".join(lines)


def lines_moved(dice: random.Random, content: bytes, _: list[bytes]) -> bytes:
    lines = content.splitlines(keepends=True)
    for _ in range(dice.randint(1, 5)) if lines else ():
        lines.insert(dice.randrange(len(lines) + 1), lines[dice.randrange(len(lines))] * dice.choice((1, 1, 40)))
        del lines[dice.randrange(len(lines))]
    return b"".join(lines)


def values_swapped(dice: random.Random, content: bytes, _: list[bytes]) -> bytes:
    """A number, word or quoted text of the file put in another's place."""
    found = list(re.finditer(rb'"[^"\n]{0,80}"|[\w+-]+', content))
    for _ in range(dice.randint(1, 8)) if len(found) > 1 else ():
        one, other = dice.choice(found), dice.choice(found)
        word = dice.choice((other[0], dice.choice(TOKENS)))
        content = content[: one.start()] + word + content[one.end() :]
        found = list(re.finditer(rb'"[^"\n]{0,80}"|[\w+-]+', content))
        if len(found) < 2:
            break
    return content


def encoded_otherwise(dice: random.Random, content: bytes, _: list[bytes]) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(
        dice.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "utf-8-sig")), "replace"
    )


def member_corrupted(dice: random.Random, content: bytes, others: list[bytes]) -> bytes:
    """A workbook whose parts are wrong within a zip that is right; anything else is sprinkled."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            parts = {name: box.read(name) for name in box.namelist()}
    except Exception:
        return sprinkled(dice, content, others)
    name = dice.choice(list(parts)) if parts else ""
    for _ in range(dice.randint(1, 3)) if name else ():
        parts[name] = dice.choice(TEXTUAL)(dice, parts[name], others)
    if dice.random() < 0.1:
        parts.pop(name, None)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        for part, inside in parts.items():
            box.writestr(part, inside[:LONGEST])
    return made.getvalue()


TEXTUAL: tuple[Mutation, ...] = (
    flipped, cut, without_a_piece, spliced, sprinkled, sprinkled_by_line, lines_moved, values_swapped,
)  # fmt: skip
MUTATIONS = (*TEXTUAL, encoded_otherwise, member_corrupted)

EDITION = Edition(2018, 13, date(2018, 5, 26), date(2018, 7, 7))
DEFAULTS = (
    Defaults(2018, "festa", editions=(EDITION,), today=date(2018, 5, 1)),
    Defaults(None, "", today=date(2026, 11, 25)),
    Defaults(2018, "festa", insee_code="34142", languages=("oc",)),
)


def specimens() -> list[bytes]:
    files = [path for folder in SPECIMENS for path in sorted((HERE / folder).rglob("*")) if path.suffix in SUFFIXES]
    return [*_made(), *(content for path in files if len(content := path.read_bytes()) <= LONGEST)]


def _made() -> list[bytes]:
    """What no file is kept for."""
    rows = [line.split(";") for line in PARTNERS.decode().splitlines()]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return [
        PARTNERS,
        sheet(FULL_ROW),
        xlsx_of(rows),
        xlsx_of([list(FULL_ROW), list(FULL_ROW.values())]),
        ods(("Programme", "".join(ods_row(*row) for row in rows))),
        f"<html><body><table>{table}</table></body></html>".encode(),
    ]


def mutated(dice: random.Random, files: list[bytes]) -> bytes:
    content = dice.choice(files)
    for _ in range(dice.choice((1, 1, 2, 3))):
        content = dice.choice(MUTATIONS)(dice, content, files)[:LONGEST]
    return content


def fault(content: bytes, defaults: Defaults) -> str:
    """What is wrong with how it is read; "" when it is read, or refused in words."""
    began, before = _worked(), _peak_mb(reset=True)
    signal.signal(signal.SIGALRM, _stuck)
    signal.alarm(STUCK)
    try:
        dialects.read(content, load_gazetteer(), defaults)
    except Unreadable as refusal:
        if not refusal.key.startswith("unreadable_"):
            return f"refused as {refusal.key}"
    except BaseException:
        return traceback.format_exc()
    finally:
        signal.alarm(0)
    seconds, grown = _worked() - began, _peak_mb() - before
    if seconds > SLOW:
        return f"slow: {seconds:.1f} s"
    return f"heavy: {grown:.0f} MB" if grown > HEAVY_MB else ""


def _worked() -> float:
    """Seconds of work, those of the processes begun for it too: a busy machine makes no file slow."""
    return sum(os.times()[:4])


def _stuck(*_: object) -> None:
    raise TimeoutError(f"not read within {STUCK} s")


def _peak_mb(*, reset: bool = False) -> float:
    """Of this process since the last reset, where the system can reset it (Linux); else since its start."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if reset:
        Path("/proc/self/clear_refs").write_text("5", "ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii"))
    return int(found[1]) / 1024 if found else 0.0


def main(seconds: float, folder: Path, seed: int) -> int:
    """How many files were kept."""
    folder.mkdir(parents=True, exist_ok=True)
    files, dice = specimens(), random.Random(seed)
    read = kept = 0
    seen: set[str] = set()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        content, defaults = mutated(dice, files), dice.choice(DEFAULTS)
        read += 1
        if said := fault(content, defaults):
            kind = "\n".join(said.splitlines()[-4:])
            if kind not in seen or len(seen) > 200:
                kept += 1
                seen.add(kind)
                (folder / f"{seed}-{read}.bin").write_bytes(content)
                (folder / f"{seed}-{read}.txt").write_text(f"{defaults}\n\n{said}\n", "utf-8")
                print(f"{read}: {said.splitlines()[-1]}", flush=True)  # noqa: T201
    print(f"{read} files in {seconds:.0f} s from {len(files)} specimens, {kept} kept in {folder}")  # noqa: T201
    return kept


if __name__ == "__main__":
    sys.exit(1 if main(float(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1) else 0)
