"""The age format: what was locked comes back whole or not at all, with a sentence that says why."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thanks_tui.data.encryption.age import LockedBy, decrypt, encrypt, locked_by
from thanks_tui.data.encryption.keys import LARGEST_FILE, read_identities, read_recipients
from thanks_tui.data.encryption.locks import Identities, Passphrase, Recipients
from thanks_tui.data.errors import NotDecryptedError, UnreadableError

from tests.keys import needs_age, new_pair, opened_by_age, pyrage

TEXT = "Dear Zoë,\n\nthank you for the tour of the workshop.\n".encode()
REMEMBERED = Passphrase("correct horse battery")
# An export of one application, Juniper & Vellum. Its passphrase costs as little as the format allows, so that
# tests may try many; those that this program writes cost a second or two.
CHEAP = Path(__file__).with_name("passphrase.json.age").read_bytes()
ONE = pyrage.x25519.Identity.generate()
PUBLIC, SECRET = Recipients(str(ONE.to_public())), Identities(str(ONE))
LOCKED = encrypt(TEXT, PUBLIC)
ARMORED = pyrage.encrypt(TEXT, [ONE.to_public()], armored=True)


def why(data: bytes, opener: Passphrase | Identities) -> str:
    """Return the sentence with which `data` does not open."""
    with pytest.raises(NotDecryptedError) as caught:
        decrypt(data, opener)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def test_what_is_locked_to_a_key_opens_with_its_secret_one():
    assert TEXT not in LOCKED
    assert locked_by(LOCKED) is LockedBy.KEYS
    assert decrypt(LOCKED, SECRET) == TEXT
    assert encrypt(TEXT, PUBLIC) != LOCKED  # two of the same do not look the same


def test_what_is_locked_with_a_passphrase_opens_with_it():
    locked = encrypt(TEXT, Passphrase("schöne Grüße"))
    assert locked_by(locked) is LockedBy.PHRASE
    assert opened_in_the_end(locked, Passphrase("schöne Grüße")) == TEXT
    assert TEXT not in locked


def opened_in_the_end(locked: bytes, passphrase: Passphrase) -> bytes:
    """Open what was locked by a machine that was much less busy a moment ago."""
    for _ in range(20):
        try:
            return decrypt(locked, passphrase)
        except NotDecryptedError as problem:
            if "is busy" not in str(problem):
                raise
    raise AssertionError("The machine is too busy.")


def test_what_would_take_too_long_to_open_is_not_called_damaged(monkeypatch: pytest.MonkeyPatch):
    def decrypt(data: bytes, passphrase: str) -> bytes:
        # How much is too much, the library measures anew each time; these are its words.
        raise pyrage.DecryptError(
            "Excessive work parameter for passphrase.\nDecryption would take around \u206832\u2069 seconds."
        )

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
    assert why(CHEAP, REMEMBERED) == (
        "Opening it would take too long: this computer is busy, or much slower than the one that locked it. "
        "Try again later, or with the program age."
    )


def test_any_of_several_recipients_opens_it(tmp_path: Path):
    pairs = [new_pair(tmp_path, f"{number}.txt") for number in range(3)]
    (tmp_path / "team.txt").write_text(f"# both of us\n{pairs[1].public}\n\n{pairs[2].public}\n")
    locked = encrypt(TEXT, read_recipients([pairs[0].public, str(tmp_path / "team.txt")]))
    assert [decrypt(locked, read_identities([pair.file])) for pair in pairs] == [TEXT] * 3
    assert decrypt(locked, read_identities([new_pair(tmp_path, "other.txt").file, pairs[2].file])) == TEXT


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_keys_of_openssh_do_as_well(tmp_path: Path):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "id"], check=True)
    locked = encrypt(TEXT, read_recipients([(tmp_path / "id.pub").read_text()]))
    assert decrypt(locked, read_identities([tmp_path / "id"])) == TEXT
    assert encrypt(TEXT, read_recipients([str(tmp_path / "id.pub")]))
    subprocess.run(["ssh-keygen", "-q", "-p", "-N", "secret", "-f", tmp_path / "id"], check=True)
    with pytest.raises(UnreadableError, match="nor one of OpenSSH without a passphrase"):
        read_identities([tmp_path / "id"])


@needs_age
def test_the_program_age_reads_what_is_written_here(tmp_path: Path):
    pair = new_pair(tmp_path)
    (tmp_path / "note.age").write_bytes(encrypt(TEXT, read_recipients([pair.public])))
    assert opened_by_age(tmp_path / "note.age", pair.file) == TEXT


@needs_age
@pytest.mark.parametrize("armor", [[], ["--armor"]])
def test_what_the_program_age_writes_is_read_here(tmp_path: Path, armor: list[str]):
    pair = new_pair(tmp_path)
    done = subprocess.run(
        ["age", *armor, "-r", pair.public], input=TEXT * 3000, capture_output=True, check=True
    )
    assert locked_by(done.stdout) is LockedBy.KEYS
    assert decrypt(done.stdout, read_identities([pair.file])) == TEXT * 3000


def test_a_wrong_passphrase_however_often():
    for number in range(10):
        sentence = why(CHEAP, Passphrase(f"correct horse {number}"))
        assert sentence == "The passphrase is not the right one, or the file is damaged."
    assert b"Juniper & Vellum" in decrypt(CHEAP, REMEMBERED)


def test_a_wrong_key(tmp_path: Path):
    assert why(LOCKED, read_identities([new_pair(tmp_path).file])) == "None of the keys opens it."


def test_the_other_sort_of_secret():
    assert why(LOCKED, REMEMBERED) == "It was encrypted to a key, which a passphrase does not open."
    assert why(CHEAP, SECRET) == "It was encrypted with a passphrase, which a key does not open."


@pytest.mark.parametrize(("data", "opener"), [(LOCKED, SECRET), (CHEAP, REMEMBERED)])
def test_a_flipped_bit_anywhere_keeps_it_shut(data: bytes, opener: Passphrase | Identities):
    for place in range(len(data)):
        broken = bytearray(data)
        broken[place] ^= 1 << place % 8
        why(bytes(broken), opener)


@pytest.mark.parametrize(("data", "opener"), [(LOCKED, SECRET), (CHEAP, REMEMBERED)])
def test_a_file_that_ends_too_soon_is_not_opened(data: bytes, opener: Passphrase | Identities):
    for end in range(len(data)):
        why(data[:end], opener)
    assert why(data[:-1], opener) == "It is damaged or cut short, so that it cannot be opened."
    assert why(ARMORED[:-40], SECRET) == "It is damaged or cut short, so that it cannot be opened."
    without_its_end = b"\n".join(ARMORED.splitlines()[:2])
    assert why(without_its_end, SECRET) == "It is damaged or cut short, so that it cannot be opened."
    assert why(data + b"x", opener) == "It is damaged or cut short, so that it cannot be opened."


def test_a_long_file_without_its_last_part_is_not_opened():
    long = encrypt(TEXT * 5000, PUBLIC)
    part = 65_536 + 16
    assert decrypt(long, SECRET) == TEXT * 5000
    for end in (len(long) - part, len(long) - len(TEXT * 5000) % 65_536 - 16):
        why(long[:end], SECRET)


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"{}", b"age-encryption.org/v2\n-> X25519 a\nb\n", b"\xff" * 99]
)
def test_what_is_no_age_file(data: bytes):
    assert locked_by(data) is None
    assert why(data, SECRET) == "It is not in the age format, or its beginning is damaged."
    assert why(data, REMEMBERED) == "It is not in the age format, or its beginning is damaged."


@given(data=st.binary(max_size=300), armored=st.booleans(), place=st.integers(0, 600))
@settings(max_examples=150, deadline=None)
def test_whatever_is_put_into_a_file_it_opens_whole_or_not(data: bytes, armored: bool, place: int):
    whole = ARMORED if armored else LOCKED
    for secret in (SECRET, REMEMBERED):
        with suppress(NotDecryptedError):
            assert decrypt(whole[:place] + data + whole[place + len(data) :], secret) == TEXT


@pytest.mark.parametrize("work", [b"23", b"40", b"63", b"9" * 400])
def test_a_passphrase_that_would_cost_all_there_is_is_not_tried(work: bytes):
    assert why(CHEAP.replace(b" 6\n", b" %s\n" % work, 1), REMEMBERED) == (
        "It is damaged, or made so that opening it would never end."
    )


@pytest.mark.parametrize(
    ("passphrase", "sentence"),
    [("", "The passphrase is empty."), ("\udcff", "The passphrase holds bytes that are no text.")],
)
def test_passphrases_that_are_none(passphrase: str, sentence: str):
    assert why(CHEAP, Passphrase(passphrase)) == sentence
    with pytest.raises(NotDecryptedError, match=sentence):
        encrypt(TEXT, Passphrase(passphrase))


def test_secrets_do_not_show():
    assert "correct" not in f"{REMEMBERED!r} {REMEMBERED}"
    assert "AGE-SECRET" not in f"{SECRET!r} {SECRET}"
    assert str(ONE.to_public()) in repr(PUBLIC)


def refused(words: list[str]) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_recipients(words)
    return str(caught.value)


def test_public_keys_that_are_none(tmp_path: Path):
    assert refused(["age1notakey"]) == "age1notakey is no public key of age or OpenSSH."
    assert refused(["ssh-ed25519 AAAA"]) == "ssh-ed25519 AAAA is no public key of age or OpenSSH."
    long = refused([f"age1{'q' * 500}"])
    assert long == "age1qqqqqqqqqqqqqqqq… is no public key of age or OpenSSH."
    assert refused([]) == "There is no public key to encrypt to."
    missing = str(tmp_path / "nobody.pub")
    assert refused([missing]) == (
        f"{missing} is no public key, nor a file of such keys. There is no such file."
    )
    (tmp_path / "empty.txt").write_text("# nothing yet\n")
    assert refused([str(tmp_path / "empty.txt")]) == "There is no public key to encrypt to."


def test_the_secret_key_is_never_taken_for_the_public_one(tmp_path: Path):
    pair = new_pair(tmp_path)
    secret = pair.file.read_text().splitlines()[1]
    for word in (secret, secret.lower(), str(pair.file)):
        sentence = refused([word])
        assert sentence.endswith("to encrypt, the public one is needed: age1….")
        assert secret[15:].lower() not in sentence.lower()


def test_files_of_secret_keys_that_are_none(tmp_path: Path):
    file = tmp_path / "key.txt"

    def complaint() -> str:
        with pytest.raises(UnreadableError) as caught:
            read_identities([file])
        return str(caught.value)

    assert complaint() == f"{file}: There is no such file."
    file.write_text("# created: 2026-11-23\n")
    assert complaint() == "There is no secret key in the file."
    file.write_text(str(ONE)[:-1])
    assert complaint().startswith("What stands in the file is no secret key of age")
    assert str(ONE)[:-1] not in complaint()
    file.write_bytes(b"\xff\xfe")
    assert complaint() == f"{file}: It is no file of keys, for it is no text."
    file.write_text("# \n" * LARGEST_FILE)
    assert complaint() == f"{file}: It is too large to be a file of keys."


def test_without_the_library_one_sentence_says_how_to_get_it(tmp_path: Path):
    # In a Python of its own, whose library of that name cannot be imported.
    (tmp_path / "pyrage.py").write_text("raise ImportError\n")
    code = (
        "from thanks_tui.data.encryption.age import encrypt\n"
        "from thanks_tui.data.encryption.locks import Passphrase, Recipients\n"
        "from thanks_tui.data.errors import MissingExtraError\n"
        "for lock in (Passphrase('x'), Recipients('age1x')):\n"
        "    try: encrypt(b'', lock)\n"
        "    except MissingExtraError as problem: print(problem)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, check=True
    )
    sentence = (
        "The age format needs the extra called age, which is not installed: "
        "pip install 'thanks-tui[age]' brings it."
    )
    assert done.stdout.decode().splitlines() == [sentence, sentence]
