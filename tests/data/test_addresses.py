"""Mail addresses: one plain one, or none."""

from __future__ import annotations

import pytest
from thanks_tui.data.addresses import (
    find_addresses,
    is_no_reply,
    is_shared,
    name_from,
    split_address,
    valid_email,
)


@pytest.mark.parametrize(
    "address",
    [
        "dana@x.com", "dana.ortiz+jobs@mail.example.co.uk", "o'brien@x.com", "r&d@x.com", "_d@x.com",
        "D@X.COM",
        "dana@müller.de", "dana@例え.jp", "dana@xn--mller-kva.de", "a" * 64 + "@x.com",
    ],
)  # fmt: skip
def test_a_plain_address_is_valid(address: str):
    assert valid_email(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "dana", "@x.com", "dana@", "dana@localhost", "dana@x..com", "da..na@x.com", ".dana@x.com",
        "dana.@x.com", "a@b.c,x@evil.com", "a@b.c x@evil.com", "a@b.c?attach=/etc/passwd&bcc=x", "a?b@c.de",
        "a&bcc=x@b.com", "-oQ/tmp@x.com", "dana@-x.com", "dana@x-.com", "dana@x.com\n",
        "dana@x.com\r\nBcc: e@x.com",
        "dana\x00@x.com", "dana@x.com.", " dana@x.com", '"dana"@x.com', "Dana <dana@x.com>", "dana@10.0.0.1",
        "dána@x.com", "dana@x．com＠evil.com", "a" * 65 + "@x.com", "dana@" + "x" * 64 + ".com",
        "dana@" + "x.ß" * 90 + ".com", "dana@" + ("x" * 60 + ".") * 5 + "com", "dana@[10.0.0.1]", "a@b@c.com",
    ],
)  # fmt: skip
def test_anything_more_or_less_is_not(address: str):
    assert not valid_email(address)


def test_an_international_domain_becomes_ascii():
    assert split_address("dana@Müller.de") == ("dana", "xn--mller-kva.de")
    assert split_address("dana@mu\u0308ller.de") == ("dana", "xn--mller-kva.de")


def test_sharp_s_is_not_led_to_another_domain():
    assert split_address("dana@straße.de") == ("dana", "xn--strae-oqa.de")


def test_finds_the_addresses_in_a_sentence():
    text = "Write to <dana@x.com>, or to (lee@y.org). Not to a@b, nor 'x'; mailto:ana@z.net!"
    assert [text[begin:end] for _, begin, end in find_addresses(text)] == [
        "dana@x.com",
        "lee@y.org",
        "ana@z.net",
    ]
    assert [address for address, _, _ in find_addresses("**tom@x.com**")] == ["tom@x.com"]
    assert list(find_addresses("nobody")) == []


@pytest.mark.parametrize(
    "address",
    [
        "noreply@x.com", "no-reply@x.com", "No_Reply@x.com", "jobs-noreply@linkedin.com", "donotreply@x.com",
        "do-not-reply@x.com", "noreply+4711@x.com", "nicht-antworten@x.de", "keine-antwort@x.de",
        "bounces@x.com",
        "mailer-daemon@x.com", "notifications@x.com", "postmaster@x.com", "dana@noreply.x.com",
        "jobs.do_not_reply@x.com", "ne-pas-repondre@x.fr", "nepasrepondre@x.fr", "no-responder@x.es",
        "noresponda@x.es", "niet-beantwoorden@x.nl", "jobsnoreply@x.com", "northwind+autoreply@x.com",
        "auto-responder@x.com", "unmonitored@x.com", "hr-bounce@x.com", "no-response@x.com",
    ],
)  # fmt: skip
def test_knows_where_nobody_reads(address: str):
    assert is_no_reply(address)
    assert is_shared(address)


@pytest.mark.parametrize(
    "address",
    [
        "dana@x.com",
        "piano.reply@x.com",
        "nora.reply@x.com",
        "jobs@x.com",
        "reply@x.com",
        "",
        "nora@noreply.com",
    ],
)  # fmt: skip
def test_does_not_take_people_for_machines(address: str):
    assert not is_no_reply(address)


def test_reads_a_name_from_the_address():
    assert name_from("dana.ortiz@x.com") == "Dana Ortiz"
    assert name_from("d.ortiz@x.com") == "D. Ortiz"
    assert name_from("DANA_ORTIZ2@x.com") == "Dana Ortiz"
    assert name_from("mary.o'brien+x@x.com") == "Mary Obrien"
    assert name_from("dana.McNeil@x.com") == "Dana McNeil"


@pytest.mark.parametrize("address", ["jobs@x.com", "hr.berlin@x.com", "4711@x.com", "no-reply@x.com"])
def test_reads_no_name_from_a_shared_mailbox(address: str):
    assert name_from(address) == ""
