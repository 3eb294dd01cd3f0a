"""Node.js and the packages of ``package-lock.json``, with which clients written in JavaScript are tested."""

import os
import shutil
import subprocess
from pathlib import Path

_HERE = Path(__file__).parent
PACKAGES = _HERE / "node_modules"
"""Where the packages are installed."""
_OLDEST = 20
_INSTALL_SECONDS = 600


def why_there_is_none() -> str | None:
    """What is missing to run them; None where they can run."""
    node = shutil.which("node")
    if node and shutil.which("npm") and _major(node) >= _OLDEST:
        return None
    return f"Install Node.js {_OLDEST} or newer, with npm."


def install() -> None:
    """Have the packages there that the lock names, each of the hash that it says."""
    lock, installed = _HERE / "package-lock.json", PACKAGES / ".installed"
    if installed.is_file() and installed.read_bytes() == lock.read_bytes():
        return
    command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel", "error"]
    done = subprocess.run(command, cwd=_HERE, capture_output=True, text=True, check=False, timeout=_INSTALL_SECONDS)
    assert done.returncode == 0, f"npm could not install the packages of {lock}: {done.stderr[-2000:]}"
    installed.write_bytes(lock.read_bytes())


def run(script: str, *arguments: str, cwd: Path | None = None) -> str:
    """What a script of this folder, or a tool of the packages, prints; its failure is the test's."""
    path = _HERE / script
    command = ["node", str(path)] if path.is_file() else [str(PACKAGES / ".bin" / script)]
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        [*command, *arguments],
        cwd=cwd or _HERE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{script} ended with {done.returncode}:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def _major(node: str) -> int:
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(version.strip().removeprefix("v").partition(".")[0] or 0)
