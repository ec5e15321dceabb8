"""Splitting a mail's text into what is new and what it quotes, and finding the mail inside a forwarded one.

Line by line and without patterns that can run away: the libraries for this need minutes for some thousand
empty lines.
"""

from __future__ import annotations

import re

from . import pasted

_ON = ("on ", "am ", "le ", "el ", "op ", "il ", "den ", "em ", "at ")
_WROTE = (
    "wrote:",
    "schrieb:",
    "geschrieben:",
    "a écrit :",
    "a écrit:",
    "escribió:",
    "schreef:",
    "ha scritto:",
    "skrev:",
)
_DASHED = re.compile(r"[-_—]{2,40}\s{0,3}([^\W\d_][^-_—]{3,50}?)\s{0,3}[-_—]{2,40}")
_ORIGINAL = (
    "original message",
    "ursprüngliche nachricht",
    "original-nachricht",
    "originalnachricht",
    "message d'origine",
    "mensaje original",
    "oorspronkelijk bericht",
    "original appointment",
)
_FORWARDED = (
    "forwarded message",
    "weitergeleitete nachricht",
    "message transféré",
    "mensaje reenviado",
    "doorgestuurd bericht",
)
_BEGIN = (
    "begin forwarded message:",
    "anfang der weitergeleiteten nachricht:",
    "anfang der weitergeleiteten e-mail:",
    "début du message réexpédié",
    "inicio del mensaje reenviado:",
    "begin doorgestuurd bericht:",
)
_FORWARD_SUBJECTS = ("fwd:", "fw:", "wg:", "tr:", "rv:", "doorst:", "weitergeleitet:")
_REPLY_SUBJECTS = ("re:", "aw:", "antw:", "sv:", "ref:", "antwort:")


def split(text: str) -> tuple[str, str]:
    """Return the newest part of a mail's text, and the rest of it, which is older."""
    lines = text.split("\n")
    if _is_all_quoted(lines):
        lines = [unquote(line) for line in lines]
    for at in range(len(lines)):
        if _starts_block(lines, at):
            return _join(lines[:at]), _join(lines[at:])
        behind = _attribution(lines, at)
        if behind:
            return _split_after(lines, at, behind)
    kept = [line for line in lines if not line.lstrip().startswith(">")]
    return _join(kept), _join([line for line in lines if line.lstrip().startswith(">")])


def _split_after(lines: list[str], at: int, behind: int) -> tuple[str, str]:
    """Split at an attribution; what stands unquoted below the quotation was written under it."""
    rest = lines[behind:]
    marked = any(line.lstrip().startswith(">") for line in rest[:5])
    below = [line for line in rest if not line.lstrip().startswith(">")] if marked else []
    above = _join(lines[:at])
    return (above or _join(below)), _join(lines[at:])


def _is_all_quoted(lines: list[str]) -> bool:
    written = [line for line in lines if line.strip()]
    return bool(written) and all(line.lstrip().startswith(">") for line in written)


def unquote(line: str, levels: int = 1) -> str:
    """Return `line` without so many levels of quoting."""
    for _ in range(levels):
        bare = line.lstrip()
        if not bare.startswith(">"):
            break
        line = bare[1:].removeprefix(" ")
    return line


def _join(lines: list[str]) -> str:
    return "\n".join(lines).strip()


def _starts_block(lines: list[str], at: int) -> bool:
    line = lines[at].strip().lower()
    if not line:
        return False
    dashed = _DASHED.fullmatch(line[:120])
    if dashed and dashed[1].strip().startswith((*_ORIGINAL, *_FORWARDED)):
        return True
    if line.startswith(_BEGIN):
        return True
    if ":" not in line[:20] or (at and lines[at - 1].strip(" _-—*")):
        return False
    found, _ = pasted.read_block(lines, at)
    return len(found) >= 3 and "from" in found


def _attribution(lines: list[str], at: int) -> int:
    """Return the index after `On … wrote:` if it begins at `lines[at]`, over three lines at most, else 0."""
    first = lines[at].strip().lower()
    if not first.startswith(_ON) or len(first) > 300:
        return 0
    whole = ""
    for end in range(at, min(at + 3, len(lines))):
        whole = f"{whole} {lines[end].strip().lower()}"
        if len(whole) > 400:
            return 0
        if whole.endswith(_WROTE) or (" schrieb " in whole and whole.endswith(":")):
            return end + 1
    return 0


def is_forward(subject: str) -> bool:
    """Return whether a subject says that the mail was passed on."""
    return subject.strip().lower().startswith(_FORWARD_SUBJECTS)


def bare_subject(subject: str) -> str:
    """Return a subject without its `Re:`, `Fwd:`, `AW:` and the like."""
    subject = subject.strip()
    for _ in range(10):
        before, colon, after = subject.partition(":")
        if not colon or f"{before.strip().lower()}:" not in {*_FORWARD_SUBJECTS, *_REPLY_SUBJECTS}:
            break
        subject = after.strip()
    return subject


def find_forwarded(text: str, subject: str) -> tuple[dict[str, str], str] | None:
    """Return the shown headers and the text of the mail that `text` passes on, or None if there is none."""
    lines = text.split("\n")
    may_lack_marker = is_forward(subject)
    for at, line in enumerate(lines):
        bare = line.lstrip("> \t").rstrip().lower()
        said = _says_forwarded(bare)
        if not said and not (may_lack_marker and ":" in bare[:20]):
            continue
        start = at + said
        while start < len(lines) and start < at + 4 and not lines[start].strip(" >_-"):
            start += 1
        head = lines[start : start + 2 * pasted.MOST_LINES]
        level = min(_level(head[0]), 5) if head else 0
        found, behind = pasted.read_block([unquote(each, level) for each in head])
        if len(found) >= 2 and "from" in found:
            return found, _join([unquote(each, level) for each in lines[start + behind :]])
    return None


def _level(line: str) -> int:
    return line[: len(line) - len(line.lstrip("> \t"))].count(">")


def _says_forwarded(line: str) -> bool:
    dashed = _DASHED.fullmatch(line[:120])
    return line.startswith(_BEGIN) or bool(dashed and dashed[1].strip().startswith(_FORWARDED))
