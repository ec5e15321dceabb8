"""Taking a mail's source apart: its headers and its leaves, within bounds that hostile mails cannot widen.

The standard library's parser recurses as deep as the mail nests and takes half a minute over a header of a
megabyte. This reader loops, and stops at a depth, a number of parts and a length that no honest mail reaches.
"""

from __future__ import annotations

import binascii
import codecs
import re
from email.message import Message

import msgspec

MOST_OF_A_HEADER = 8_192
"""How many bytes of one header are read, its folded lines together."""
MOST_HEADER_LINES = 2_000
MOST_OF_A_PARAMETER_LINE = 1_000
"""How much of a Content-Type is read; boundaries and charsets are short."""
DEEPEST = 20
"""How deep multiparts may nest; what lies deeper is left out."""
MOST_PARTS = 200
"""How many parts are looked at, over the whole mail."""
MOST_OF_A_TEXT = 1_000_000
"""How many encoded bytes of a text part are decoded."""

_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
# As browsers do: what calls itself Latin-1 is nearly always its Windows superset.
_MEANT_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254"}
# Not for text, or with a cost that grows with the square of the length.
_NOT_FOR_MAIL = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """A part that holds something itself: text, a forwarded mail, a file."""

    content_type: str
    charset: str = ""
    encoding: str = ""
    attached: bool = False
    raw: bytes = b""
    """As it stands in the mail, still encoded for transport."""

    def payload(self) -> bytes:
        """Return the bytes that were meant, without the transport's encoding."""
        if self.encoding == "base64":
            letters = _BASE64.sub(b"", self.raw)
            letters = letters[: len(letters) - (len(letters) % 4 == 1)]
            return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
        if self.encoding == "quoted-printable":
            return binascii.a2b_qp(self.raw)
        return self.raw

    def text(self) -> str:
        """Return the words, in whatever charset they were written."""
        cut = msgspec.structs.replace(self, raw=self.raw[:MOST_OF_A_TEXT])
        return decode(cut.payload(), self.charset)


def decode(data: bytes, charset: str = "") -> str:
    """Return `data` as text: in `charset` where that is known, else in UTF-8, else as Windows writes it."""
    name = _known_charset(charset)
    if name:
        return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A text cut off at the limit may end within a letter; that does not make it another charset.
        if error.start >= len(data) - 3 and error.start > 0:
            return data.decode("utf-8", "replace")
        return data.decode("cp1252", "replace")


def _known_charset(charset: str) -> str:
    if not charset or len(charset) > 40 or not charset.isascii() or "\0" in charset:
        return ""
    try:
        found = codecs.lookup(charset.strip("\"' "))
        b" ".decode(found.name, "replace")
    except (LookupError, UnicodeError):
        return ""
    if found.name in _NOT_FOR_MAIL:
        return ""
    if found.name == "ascii":
        return ""
    return _MEANT_AS.get(found.name, found.name)


def unify_line_ends(data: bytes) -> bytes:
    """Return `data` with bare line feeds, in which the rest of this module thinks."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def split_headers(data: bytes) -> tuple[dict[str, str], bytes]:
    """Return the headers by lower-case name, the first of each, and the body after them.

    `data` has bare line feeds. Values are unfolded, cut at 8 kB, and not yet decoded.
    """
    if data.startswith(b"\n"):
        return {}, data[1:]
    head, _, body = data.partition(b"\n\n")
    headers: dict[str, str] = {}
    name, value, size = "", [b""], 0
    for line in [*head.split(b"\n", MOST_HEADER_LINES)[:MOST_HEADER_LINES], b":"]:
        if line[:1] in {b" ", b"\t"}:
            if size < MOST_OF_A_HEADER:
                value.append(line[:MOST_OF_A_HEADER])
                size += len(line)
            continue
        if name:
            whole = b" ".join(piece.strip() for piece in value)[:MOST_OF_A_HEADER]
            headers.setdefault(name, decode(whole))
        before, colon, after = line[: MOST_OF_A_HEADER + 100].partition(b":")
        name = before.strip().decode("ascii", "replace").lower() if colon and len(before) < 100 else ""
        value, size = [after], len(after)
    return headers, body


def parameters(header: str) -> Message:
    """Return a message that knows only this Content-Type, to be asked for its parameters."""
    message = Message()
    message["Content-Type"] = header[:MOST_OF_A_PARAMETER_LINE] or "text/plain"
    return message


def leaves(headers: dict[str, str], body: bytes) -> tuple[Leaf, ...]:
    """Return the leaves of a mail in the order in which they stand in it."""
    found: list[Leaf] = []
    todo = [(headers, body, 0)]
    seen = 0
    while todo and seen < MOST_PARTS:
        part_headers, part, depth = todo.pop()
        seen += 1
        kind = parameters(part_headers.get("content-type", ""))
        boundary = kind.get_boundary()
        if kind.get_content_maintype() == "multipart" and boundary:
            if depth < DEEPEST:
                pieces = _split_at(part, boundary.encode("utf-8", "replace"), MOST_PARTS - seen)
                todo += [(*split_headers(piece), depth + 1) for piece in reversed(pieces)]
            continue
        found.append(_leaf(kind, part_headers, part))
    return tuple(found)


def _leaf(kind: Message, headers: dict[str, str], body: bytes) -> Leaf:
    disposition = headers.get("content-disposition", "").strip().lower()
    return Leaf(
        content_type=kind.get_content_type(),
        charset=kind.get_content_charset() or "",
        encoding=headers.get("content-transfer-encoding", "").strip().lower(),
        attached=disposition.startswith("attachment"),
        raw=body,
    )


def _split_at(body: bytes, boundary: bytes, most: int) -> list[bytes]:
    delimiter = re.compile(rb"\n--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\n|\Z)")
    body = b"\n" + body
    pieces: list[bytes] = []
    start = -1
    for match in delimiter.finditer(body):
        if start >= 0:
            pieces.append(body[start : match.start()])
        start = match.end() + 1
        if match[1] or len(pieces) >= most:
            return pieces
    if start >= 0:
        pieces.append(body[start:])
    return pieces
