"""Brings what the tests need and the Python lock cannot: libical, the reader of GNOME and of most of the Linux desktop.

Found on the system first, else from Debian's package (installed as root, unpacked beside the environment otherwise).
A missing tool fails loudly: no test is skipped for want of it.
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent / ".venv" / "tools"


def libical() -> str:
    """Path or name of the shared library."""
    unpacked = next(HERE.glob("usr/lib/*/libical.so.3"), None)
    found = ctypes.util.find_library("ical") or (str(unpacked) if unpacked else None)
    if found is None:
        raise FileNotFoundError("libical is missing: `make test` installs it (python tests/tools.py)")
    return found


def main() -> int:
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
