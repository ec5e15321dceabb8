"""What the figures were taken on: enough to judge them by, and nothing that tells whose machine it is."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("textual", "rich", "tinydb", "msgspec")
_PROCESSOR = Path("/proc/cpuinfo")
_MOUNTS = Path("/proc/mounts")
_DISKS = Path("/sys/block")


def describe(folder: Path) -> list[tuple[str, str]]:
    """Return what there is to say of the machine on which files were written into `folder`, with names."""
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return [
        ("processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("memory", f"{_memory() / 2**30:.0f} GiB"),
        ("file system", _file_system(folder)),
        ("system", system),
        ("Python", python),
        ("libraries", libraries),
    ]


def _processor() -> str:
    for line in _PROCESSOR.read_text(encoding="utf-8").splitlines() if _PROCESSOR.exists() else ():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.processor() or platform.machine()


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _file_system(folder: Path) -> str:
    """Return the kind of file system that `folder` is on, and whether its disk turns."""
    if not _MOUNTS.exists():
        return "unknown"
    mounts = [line.split()[:3] for line in _MOUNTS.read_text(encoding="utf-8").splitlines()]
    over = [mount for mount in mounts if folder.resolve().is_relative_to(mount[1])]
    device, _, kind = max(over, key=lambda mount: len(mount[1]))
    disk = Path(device).name.rstrip("0123456789")
    turning = _DISKS / disk / "queue" / "rotational"
    if not turning.exists():
        return kind
    return f"{kind} on a {'turning disk' if turning.read_text().strip() == '1' else 'solid-state disk'}"
