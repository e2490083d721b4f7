"""Puts the installer uv in the folder given as argument, in the version that uv.lock names.

Needs only Python: Debian and Ubuntu ship Python without pip and venv. With them, pip fetches uv by its own settings
(mirror, certificates). Without them, the wheel is fetched from the address in uv.lock and its hash is checked.
"""

import hashlib
import io
import os
import platform
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import Any, NoReturn

if sys.version_info < (3, 11):
    sys.exit("Samsyn behöver Python 3.11 eller nyare. / Samsyn needs Python 3.11 or newer.")

import tomllib

LOCK = Path(__file__).parent.parent / "uv.lock"


def locked_uv() -> dict[str, Any]:
    packages: list[dict[str, Any]] = tomllib.loads(LOCK.read_text("utf-8"))["package"]
    return next(package for package in packages if package["name"] == "uv")


def with_pip(folder: Path, version: str) -> bool:
    """Tries the ordinary way. A Debian without python3-venv says no."""
    made = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, check=False)
    if made.returncode:
        return False
    install = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", f"uv=={version}"]
    return subprocess.run(install, check=False).returncode == 0


def with_wheel(folder: Path, wheels: list[dict[str, Any]]) -> None:
    wheel = fitting_wheel(wheels)
    if wheel is None:
        give_up()
    try:
        with urllib.request.urlopen(wheel["url"], timeout=120) as answer:
            content = answer.read()
    except urllib.error.URLError as fault:
        give_up(str(fault.reason))
    if "sha256:" + hashlib.sha256(content).hexdigest() != wheel["hash"]:
        give_up("fel kontrollsumma / wrong hash")
    program = folder / "bin" / "uv"
    program.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        inside = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        program.write_bytes(archive.read(inside))
    program.chmod(0o755)


def fitting_wheel(wheels: list[dict[str, Any]]) -> dict[str, Any] | None:
    system = {"Linux": "manylinux", "Darwin": "macosx"}.get(platform.system(), "-")
    names = (wheel for wheel in wheels if system in wheel["url"] and platform.machine() in wheel["url"])
    return next(names, None)


def give_up(reason: str = "") -> NoReturn:
    sys.exit(
        f"Det gick inte att hämta installationsprogrammet uv. {reason}\n"
        "Kör 'sudo apt install python3-venv' och försök igen, eller installera uv själv: https://docs.astral.sh/uv\n"
        "Could not fetch the installer uv. Run 'sudo apt install python3-venv' and try again, or install uv yourself."
    )


def main() -> None:
    folder = Path(sys.argv[1])
    uv = locked_uv()
    if not with_pip(folder, uv["version"]):
        with_wheel(folder, uv["wheels"])
    os.utime(folder / "bin" / "uv")


main()
