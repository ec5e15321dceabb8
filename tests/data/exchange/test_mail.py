"""Reading mails from files and from pastes, honest and hostile ones."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from thanks_tui.data.errors import UnreadableError
from thanks_tui.data.exchange.mail import LARGEST, MOST_TEXT, read_mail

HEAD = b"From: Dana Ortiz <dana@northwind.example>\nMIME-Version: 1.0\nSubject: Hello\n"


def source(*lines: str, body: str = "Some words.") -> bytes:
    return HEAD + "".join(f"{line}\n" for line in lines).encode() + b"\n" + body.encode()


def multipart(*parts: bytes, boundary: str = "edge") -> bytes:
    head = HEAD + f'Content-Type: multipart/mixed; boundary="{boundary}"\n\n'.encode()
    return head + b"".join(b"--edge\n" + part + b"\n" for part in parts) + b"--edge--\n"


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("raw", "words"),
        [
            (b"", "no words"),
            ("", "no words"),
            (" \n\t\n", "no words"),
            (b"\x00\x01\x02 binary", "not a mail"),
            (b"%PDF-1.7 something", "PDF"),
            (b"PK\x03\x04 docx", "archive"),
            (b"\xd0\xcf\x11\xe0 outlook", ".msg"),
            (b"From: a@b.example\nMIME-Version: 1.0\n\n", "no words"),
            (b"x" * (LARGEST + 1), "25 MB"),
        ],
    )
    def test_says_why_in_one_sentence(self, raw, words):
        with pytest.raises(UnreadableError) as error:
            read_mail(raw)
        assert words in str(error.value)
        assert str(error.value).endswith(".")


class TestHeaders:
    def test_encoded_words_split_within_a_letter_are_joined(self):
        raw = "ö".encode()
        first, second = (base64.b64encode(raw[at : at + 1]).decode() for at in (0, 1))
        mail = read_mail(source(f"X: y\nTo: =?utf-8?b?{first}?= =?utf-8?b?{second}?= <sam@okonkwo.example>"))
        assert (mail.to_name, mail.to_email) == ("ö", "sam@okonkwo.example")

    def test_an_encoded_line_break_makes_no_second_line(self):
        mail = read_mail(b"MIME-Version: 1.0\nSubject: =?utf-8?q?Hi=0ABcc:_x=40evil.example?=\n\nwords")
        assert mail.subject == "Hi Bcc: x@evil.example"

    def test_words_between_encoded_words_keep_their_spaces(self):
        mail = read_mail(
            b"MIME-Version: 1.0\nSubject: =?utf-8?q?=C3=84?= and =?utf-8?q?=C3=9C?= end\n\nwords"
        )
        assert mail.subject == "Ä and Ü end"

    @pytest.mark.parametrize(
        ("value", "name", "email"),
        [
            ('"Ortiz, Dana" <dana@northwind.example>', "Ortiz, Dana", "dana@northwind.example"),
            ("dana@northwind.example (Dana Ortiz)", "Dana Ortiz", "dana@northwind.example"),
            ("dana@northwind.example", "", "dana@northwind.example"),
            ("<dana@northwind.example>", "", "dana@northwind.example"),
            ("dana@northwind.example <dana@northwind.example>", "", "dana@northwind.example"),
            ("Dana Ortiz", "Dana Ortiz", ""),
            ("=?utf-8?q?Dana_=3Cdana=40northwind=2Eexample=3E?=", "Dana", "dana@northwind.example"),
            ("Dana <nobody>", "Dana <nobody>", ""),
            ("", "", ""),
        ],
    )
    def test_reads_addresses(self, value, name, email):
        mail = read_mail(b"MIME-Version: 1.0\nFrom: " + value.encode() + b"\n\nwords")
        assert (mail.sender_name, mail.sender_email) == (name, email)

    def test_reply_to_counts_only_if_it_is_another(self):
        assert read_mail(source("Reply-To: <dana@northwind.example>")).reply_to == ""
        assert read_mail(source("Reply-To: <jobs@northwind.example>")).reply_to == "jobs@northwind.example"

    @pytest.mark.parametrize(
        ("value", "moment"),
        [
            ("Thu, 12 Nov 2026 09:14:02 +0100", datetime(2026, 11, 12, 8, 14, 2, tzinfo=UTC)),
            ("Thu, 12 Nov 2026 09:14:02 -0000", datetime(2026, 11, 12, 9, 14, 2, tzinfo=UTC)),
            ("yesterday", None),
            ("Thu, 99 Nov 2026 09:14:02 +0100", None),
            ("Thu, 12 Nov 99999 09:14:02 +0100", None),
            ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ],
    )
    def test_reads_dates_or_leaves_them(self, value, moment):
        assert read_mail(source(f"Date: {value}")).date == moment

    def test_references_come_from_in_reply_to_where_there_are_none(self):
        mail = read_mail(source("Message-ID: <c@x>", "In-Reply-To: <b@x>"))
        assert (mail.message_id, mail.references) == ("<c@x>", ("<b@x>",))
        mail = read_mail(source("Message-ID: <c@x>", "In-Reply-To: <b@x>", "References: <a@x> <b@x> <c@x>"))
        assert mail.references == ("<a@x>", "<b@x>")

    def test_tells_lists(self):
        assert read_mail(source("List-Id: <news.example>")).bulk
        assert read_mail(source("Precedence: Bulk")).bulk
        assert not read_mail(source("Precedence: normal")).bulk

    def test_controls_never_get_in(self):
        mail = read_mail(source("To: \x1b[31mSam\x07 <sam@okonkwo.example>", body="a\x1b]52;c;x\x07b\u202ec"))
        assert mail.to_name == "[31mSam"
        assert mail.text == "a]52;c;xbc"


class TestBodies:
    @pytest.mark.parametrize(
        "charset", ["nonsense", "zlib_codec", "undefined", "punycode", "idna", "x" * 60, "ü"]
    )
    def test_an_unknown_charset_is_guessed(self, charset):
        assert read_mail(source(f"Content-Type: text/plain; charset={charset}", body="Grüße")).text == "Grüße"

    @pytest.mark.parametrize(
        "charset", ["iso-8859-1", "windows-1252", "utf-8", "iso-8859-15", "utf-16", "cp850"]
    )
    def test_a_known_charset_is_obeyed(self, charset):
        encoded = base64.encodebytes("Grüße, Zoë".encode(charset))
        head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
        assert read_mail(HEAD + head.encode() + encoded).text == "Grüße, Zoë"

    def test_latin_1_is_read_as_windows_means_it(self):
        raw = HEAD + b"Content-Type: text/plain; charset=iso-8859-1\n\nWe\x92re sorry \x96 truly"
        assert read_mail(raw).text == "We’re sorry – truly"

    def test_undeclared_bytes_are_utf_8_or_windows(self):
        assert read_mail(HEAD + b"\nGr\xc3\xbc\xc3\x9fe").text == "Grüße"
        assert read_mail(HEAD + b"\nGr\xfc\xdfe aus Kiel").text == "Grüße aus Kiel"

    def test_broken_base64_gives_what_there_is(self):
        assert (
            read_mail(source("Content-Transfer-Encoding: base64", body="SGVs!!bG8gU2Ft\nQ")).text
            == "Hello Sam"
        )

    def test_attachments_are_ignored(self):
        mail = read_mail(
            multipart(
                b"Content-Type: text/plain\n\nThe words.",
                b"Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nAttached.",
                b"Content-Type: application/pdf\n\n%PDF",
            )
        )
        assert mail.text == "The words."

    def test_the_fuller_of_plain_and_html_counts(self):
        rich = b"Content-Type: text/html\n\n<p>All the words of the mail.</p>"
        assert (
            read_mail(multipart(b"Content-Type: text/plain\n\nSee HTML", rich)).text
            == "All the words of the mail."
        )
        plain = b"Content-Type: text/plain\n\n" + b"Many words. " * 30
        assert read_mail(multipart(plain, rich)).text.startswith("Many words.")

    def test_a_boundary_that_begins_another_does_not_split_it(self):
        inner = b'Content-Type: multipart/alternative; boundary="edge2"\n\n--edge2\n\nInner words.\n--edge2--'
        assert read_mail(multipart(inner)).text == "Inner words."

    def test_an_unclosed_multipart_is_read_to_its_end(self):
        raw = HEAD + b"Content-Type: multipart/mixed; boundary=edge\n\n--edge\n\nThe words."
        assert read_mail(raw).text == "The words."

    def test_a_multipart_without_its_boundary_has_no_words(self):
        raw = HEAD + b"Content-Type: multipart/mixed; boundary=edge\n\nwords outside of any part"
        assert (read_mail(raw).subject, read_mail(raw).text) == ("Hello", "")

    def test_invisible_filling_is_left_out(self):
        assert read_mail("Un\u00adfor\u200btunately\u200c\u200d\u200c no").text == "Unfortunately no"


class TestBounds:
    def test_long_headers_are_cut(self):
        mail = read_mail(b"MIME-Version: 1.0\nSubject: " + b"x" * 1_000_000 + b"\n\nwords")
        assert len(mail.subject) == 500
        mail = read_mail(b"MIME-Version: 1.0\nSubject: " + b"x\n " * 400_000 + b"\n\nwords")
        assert 100 < len(mail.subject) <= 500
        mail = read_mail(b"MIME-Version: 1.0\nSubject: " + (b"x" * 5_000 + b"\n ") * 50 + b"\n\nwords")
        assert len(mail.subject) == 500

    @pytest.mark.parametrize("unit", [" ", "\t", "\u00a0", " \u00a0", "\n", " \n", ">", "=20"])
    def test_what_is_repeated_without_end_is_read_at_once(self, unit):
        # What takes a time that grows with the square of this length takes minutes.
        assert read_mail("qz" + unit * 300_000 + "x").text.startswith("qz")

    def test_long_texts_are_cut(self):
        assert len(read_mail("word " * 100_000).text) <= MOST_TEXT

    def test_depth_is_bounded(self):
        def nest(levels):
            body = b"Content-Type: text/plain\n\nDeep words."
            for level in range(levels):
                body = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%b\n--b%d--" % (
                    level,
                    level,
                    body,
                    level,
                )
            return HEAD + body

        assert read_mail(nest(20)).text == "Deep words."
        assert read_mail(nest(2_000)).text == ""

    def test_mails_within_mails_are_bounded(self):
        body = b"Subject: innermost\n\nDeep words."
        for _ in range(2_000):
            body = b"Subject: Fwd: again\nContent-Type: message/rfc822\n\n" + body
        assert read_mail(HEAD + body).subject

    def test_parts_are_bounded(self):
        parts = [b"Content-Type: text/plain\n\nword%d" % number for number in range(20_000)]
        assert len(read_mail(multipart(*parts)).text.split()) < 200

    def test_thousands_of_brackets_and_addresses(self):
        mail = read_mail(source("To: " + "(" * 20_000, "Cc: " + "a@b.example, " * 20_000))
        assert mail.text == "Some words."
        assert read_mail(b"MIME-Version: 1.0\nFrom: " + b"<" * 200_000 + b"\n\nwords").sender_email == ""

    def test_a_multitude_of_headers(self):
        assert read_mail(HEAD + b"X-Filler: y\n" * 100_000 + b"\nSome words.").subject == "Hello"


class TestPastes:
    def test_bare_words(self):
        mail = read_mail("Hi Sam,\n\nunfortunately not.\n")
        assert (mail.subject, mail.text) == ("", "Hi Sam,\n\nunfortunately not.")

    def test_shown_headers(self):
        mail = read_mail(
            "From: Dana Ortiz <dana@northwind.example>\nSent: Thursday, November 12, 2026 3:04 PM\n"
            "To: Sam Okonkwo <sam@okonkwo.example>\nCc: jobs@northwind.example\n"
            "Subject: Your\n application\n\nHi Sam,"
        )
        assert (mail.sender_name, mail.sender_email) == ("Dana Ortiz", "dana@northwind.example")
        assert (mail.subject, mail.to_name, mail.text) == ("Your application", "Sam Okonkwo", "Hi Sam,")
        assert mail.date == datetime(2026, 11, 12, 15, 4).astimezone(UTC)

    def test_shown_headers_in_german_with_empty_lines_between(self):
        mail = read_mail(
            "\n*Von:* Petra <p@rheinbruecke.example>\n\n*Gesendet:* Mittwoch, 11. November 2026 16:48\n"
            "\n*An:* Sam\n\n*Betreff:* Ihre Bewerbung\n\nLieber Herr Okonkwo,"
        )
        assert (mail.sender_name, mail.subject) == ("Petra", "Ihre Bewerbung")
        assert mail.text == "Lieber Herr Okonkwo,"
        assert mail.date == datetime(2026, 11, 11, 16, 48).astimezone(UTC)

    @pytest.mark.parametrize(
        ("shown", "day"),
        [
            ("2026-11-12 15:04", (2026, 11, 12, 15, 4)),
            ("12 November 2026 at 11:26:40", (2026, 11, 12, 11, 26)),
            ("jeudi 12 novembre 2026 à 14h05", (2026, 11, 12, 14, 5)),
            ("12 de noviembre de 2026, 9:05", (2026, 11, 12, 9, 5)),
            ("12.11.2026 15:04", (2026, 11, 12, 15, 4)),
            ("12/11/2026 15:04", (2026, 11, 12, 15, 4)),
            ("11/12/26, 3:04 PM", (2026, 11, 12, 15, 4)),
            ("11/13/2026", (2026, 11, 13, 12, 0)),
            ("Nov 12, 2026, 12:30 AM", (2026, 11, 12, 0, 30)),
            ("Do., 12. Nov. 2026 um 15:04 Uhr", (2026, 11, 12, 15, 4)),
            ("12 Nov 2026 99:99", (2026, 11, 12, 12, 0)),
        ],
    )
    def test_dates_as_programs_show_them(self, shown, day):
        mail = read_mail(f"From: a@b.example\nDate: {shown}\n\nwords")
        assert mail.date == datetime(*day).astimezone(UTC)

    def test_a_shown_date_with_a_zone_is_exact(self):
        mail = read_mail("From: a@b.example\nDate: Thu, 12 Nov 2026 09:14:02 +0200\n\nwords")
        assert mail.date == datetime(2026, 11, 12, 7, 14, 2, tzinfo=UTC)

    @pytest.mark.parametrize(
        "shown", ["someday", "45 Nov 2026", "12 Nonsense 2026", "Nonsense 12, 2026", "31/31/2026"]
    )
    def test_dates_that_are_none(self, shown):
        assert read_mail(f"From: a@b.example\nDate: {shown}\n\nwords").date is None

    def test_a_sentence_that_begins_like_a_header_is_none(self):
        text = "From: Monday on you will hear from us.\nKind regards"
        assert read_mail(text).text == text
        assert read_mail("To: whom it may concern\n\nwords").text.startswith("To:")

    def test_html_as_a_file_or_a_paste(self):
        page = "<!DOCTYPE html><html><body><p>Dear Sam,</p><p>no.</p></body></html>"
        assert read_mail(page).text == read_mail(page.encode()).text == "Dear Sam,\n\nno."
        assert read_mail("<div><p>Dear</p><p>Sam</p></div>").text == "Dear\n\nSam"
        assert read_mail("<sam@okonkwo.example> wrote this").text.startswith("<sam@")

    def test_texts_with_a_byte_order_mark(self):
        assert read_mail("\ufeffHi Sam".encode("utf-16")).text == "Hi Sam"
        assert read_mail("\ufeffHi Sam".encode()).text == "Hi Sam"
        assert read_mail("\ufeffHi Sam").text == "Hi Sam"

    def test_a_pasted_source_that_was_decoded_already(self):
        text = HEAD.decode() + "Content-Type: text/plain; charset=iso-8859-1\n\nGrüße"
        assert read_mail(text).text == "Grüße"

    def test_one_mail_out_of_a_mailbox_file(self):
        box = (
            b"From dana@northwind.example Thu Nov 12 09:14:02 2026\n"
            + source(body="First.")
            + b"\n\nFrom x\nSecond."
        )
        assert read_mail(box).text == "First."
