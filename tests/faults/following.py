"""Reads the log of strace, and does to the model of a disk what the program did to the real one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .forking import MARKERS
from .power import Disk, Inode

CALLS = (
    "?open,?openat,?close,?write,?writev,?pwrite64,?pwritev,?pwritev2,?sendfile,?copy_file_range,?lseek,"
    "?ftruncate,?truncate,?fallocate,?fsync,?fdatasync,?link,?linkat,?rename,?renameat,?renameat2,"
    "?symlink,?symlinkat,?unlink,?unlinkat,?mkdir,?mkdirat,?rmdir,?read,?readv,?pread64"
)
OPTIONS = ("-xx", "-s", "100000000")
"""Every text in full and in hex."""

_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += +(-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"^\d+ +<\.\.\. \w+ resumed>")


@dataclass
class Handle:
    """An open file."""

    path: str
    inode: Inode | None
    at: int = 0
    appends: bool = False


class Follower:
    """Follows a program, call by call."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self._handles: dict[int, Handle] = {}

    def follow(self, log: Path) -> Iterator[str]:
        """Do what the log says; after the first marker return each call once it is done, by its name."""
        inside = False
        for name, arguments, result in read_calls(log):
            path = first_text(arguments)
            if path == MARKERS[0]:
                self.disk.sync_all()
                inside = True
            if path == MARKERS[1]:
                return
            changed = result >= 0 and self._do(name, arguments, result)
            if inside and changed:
                yield name

    def _do(self, name: str, arguments: str, result: int) -> bool:
        """Do one call; return whether it can have changed what the disk holds or will hold."""
        texts = [bytes.fromhex(found.replace("\\x", "")) for found in _TEXT.findall(arguments)]
        paths = [text.decode(errors="replace") for text in texts]
        match name.removesuffix("at").removesuffix("at2"):
            case "open":
                return self._open(paths[0], arguments, result)
            case "close":
                self._handles.pop(int(arguments), None)
            case "read" | "readv":
                self._move(arguments, result)
            case "write" | "writev":
                return self._write(arguments, b"".join(texts)[:result])
            case "pwrite64":
                return self._write(arguments, b"".join(texts)[:result], int(arguments.rpartition(",")[2]))
            case "sendfile":
                return self._copy(arguments, result)
            case "fsync" | "fdatasync":
                return self._sync(number(arguments))
            case "lseek" | "pread64":
                pass
            case called:
                return self._change(called, paths, arguments)
        return False

    def _change(self, called: str, paths: list[str], arguments: str) -> bool:
        """Change names, or the length of a file."""
        match called:
            case "ftruncate":
                inode = self._handles[number(arguments)].inode
                assert inode is not None
                self.disk.cut(inode, int(arguments.split(",")[1]))
            case "link":
                self.disk.name([parent(paths[1])], {paths[1]: self.disk.names[paths[0]]})
            case "rename":
                self._rename(*paths)
            case "unlink" | "rmdir":
                self.disk.name([parent(paths[0])], {}, (paths[0],))
            case "mkdir":
                self.disk.name([parent(paths[0])], {paths[0]: None})
            case _:
                raise AssertionError(f"the model of the disk does not know {called}")
        return True

    def _open(self, path: str, arguments: str, result: int) -> bool:
        known = path in self.disk.names
        inode = self.disk.names.get(path)
        ours = path.startswith(f"{self.disk.root}/")
        if "O_CREAT" in arguments and not known and ours:
            inode = Inode()
            self.disk.name([parent(path)], {path: inode})
        self._handles[result] = Handle(path, inode, appends="O_APPEND" in arguments)
        if "O_TRUNC" in arguments and known and inode is not None:
            self.disk.cut(inode, 0)
            return True
        return ours and not known

    def _move(self, arguments: str, result: int) -> bool:
        handle = self._handles.get(number(arguments))
        if handle is not None:
            handle.at += result
        return False

    def _write(self, arguments: str, data: bytes, there: int | None = None) -> bool:
        handle = self._handles.get(number(arguments))
        if handle is None or handle.inode is None:
            return False
        if there is not None:
            self.disk.write(handle.inode, there, data)
            return True
        at = len(handle.inode.now) if handle.appends else handle.at
        self.disk.write(handle.inode, at, data)
        handle.at = at + len(data)
        return True

    def _copy(self, arguments: str, result: int) -> bool:
        target, source, *_ = (part.strip() for part in arguments.split(","))
        inode = self._handles[int(source)].inode
        assert inode is not None
        offset = re.search(r"\[(\d+)\]", arguments)
        at = int(offset[1]) if offset else 0
        return self._write(target, bytes(inode.now[at : at + result]))

    def _sync(self, handle: int) -> bool:
        synced = self._handles.get(handle)
        if synced is None:
            return False
        if synced.inode is None:
            self.disk.sync_folder(synced.path)
        else:
            self.disk.sync(synced.inode)
        return True

    def _rename(self, source: str, target: str) -> None:
        names = self.disk.names
        moved = {path: inode for path, inode in names.items() if path.startswith(f"{source}/")}
        put = {target: names[source]} | {target + path[len(source) :]: inode for path, inode in moved.items()}
        self.disk.name([parent(source), parent(target)], put, (source, *moved))


def read_calls(log: Path) -> Iterator[tuple[str, str, int]]:
    """Return the name, the arguments and the result of each call, those that were interrupted as one."""
    begun: dict[str, str] = {}
    for line in log.read_text(errors="replace").splitlines():
        process = line.split(" ", 1)[0]
        if line.endswith(_UNFINISHED):
            begun[process] = line.removesuffix(_UNFINISHED)
            continue
        whole = begun.pop(process) + line[found.end() :] if (found := _RESUMED.match(line)) else line
        if call := _LINE.match(whole):
            yield call[1], call[2], int(call[3])


def first_text(arguments: str) -> str:
    found = _TEXT.search(arguments)
    return bytes.fromhex(found[1].replace("\\x", "")).decode(errors="replace") if found else ""


def number(arguments: str) -> int:
    return int(arguments.split(",", 1)[0])


def parent(path: str) -> str:
    return str(Path(path).parent)
