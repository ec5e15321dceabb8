"""Text that stays literal in Markdown: no word of it becomes a heading, a list, a link or a tag.

Only what would change the meaning is escaped, so that the source reads well too. Bare web and mail addresses
are left alone; some readers make links of them, all of them show them as they are.
"""

from __future__ import annotations

import re

# What opens a span or a block wherever it stands; underscores only at the edge of a word.
_ANYWHERE = re.compile(r"[\\`*\[\]<|]|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
# What opens a block at the beginning of a line: a heading, a list, a rule, a quotation, a fence.
_LINE_START = re.compile(r"[-+](?=\s|$)|-(?=[-\s]*$)|=(?==*\s*$)|#(?=#{0,5}(?:\s|$))|>|~(?=~~)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSING_HASHES = re.compile(r"#(?=#*$)")


def literal_line(text: str) -> str:
    """Return `text` on one line as Markdown that shows it as it is, fit for a heading too."""
    line = _ENTITY.sub(r"\\&", _ANYWHERE.sub(r"\\\g<0>", " ".join(text.split())))
    line = _CLOSING_HASHES.sub(r"\#", line) if line.strip("#") else line
    numbered = _NUMBERED.match(line)
    if numbered is not None:
        return f"{numbered[1]}\\{line[numbered.end(1) :]}"
    return f"\\{line}" if _LINE_START.match(line) else line


def literal_block(text: str) -> str:
    """Return `text` as Markdown that shows it as it is, with its paragraphs and the breaks of its lines."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join("\\\n".join(map(literal_line, paragraph.split("\n"))) for paragraph in paragraphs)


def quoted_block(text: str) -> str:
    """Return `text` as a Markdown quotation that shows it as it is."""
    return "\n".join(f"> {line}".rstrip() for line in literal_block(text).split("\n"))
