"""Single hints in a mail: names, companies, jobs, addresses, and how much each is worth."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from thanks_tui.data.exchange import company_name, html_text, job_title, sign_off
from thanks_tui.data.exchange.applicant_systems import company_label, is_read_by_nobody, system_of
from thanks_tui.data.exchange.employer import split_display_name
from thanks_tui.data.exchange.mail import Mail, read_mail
from thanks_tui.data.exchange.rejection import Sureness, Verdict, read_rejection
from thanks_tui.data.models import Kind

TODAY = date(2026, 11, 22)
REFUSAL = "Unfortunately, we have decided to move forward with other candidates."


def read(**fields):
    fields.setdefault("text", f"Hi Sam,\n\n{REFUSAL}\n")
    return read_rejection(Mail(**fields), TODAY)


class TestSender:
    @pytest.mark.parametrize(
        ("shown", "person", "company"),
        [
            ("Dana Ortiz", "Dana Ortiz", ""),
            ("Ortiz, Dana", "Dana Ortiz", ""),
            ("Dana Ortiz (she/her)", "Dana Ortiz", ""),
            ("Dana Ortiz (Northwind)", "Dana Ortiz", "Northwind"),
            ("Dana from Northwind", "Dana", "Northwind"),
            ("Dana Ortiz at Northwind Robotics", "Dana Ortiz", "Northwind Robotics"),
            ("Dana Ortiz @ Northwind", "Dana Ortiz", "Northwind"),
            ("Dana Ortiz | Northwind Recruiting", "Dana Ortiz", "Northwind"),
            ("Dana Ortiz via Greenhouse", "Dana Ortiz", ""),
            ("Northwind Robotics Recruiting", "", "Northwind Robotics"),
            ("Northwind Robotics via Greenhouse", "", "Northwind Robotics"),
            ("The Northwind Team", "", "Northwind"),
            ("Careers at Northwind", "", "Northwind"),
            ("Northwind - Talent Acquisition", "", "Northwind"),
            ("Recruiting Team", "", ""),
            ("jobs@northwind.example", "", ""),
            ("", "", ""),
        ],
    )
    def test_display_names(self, shown, person, company):
        assert split_display_name(Mail(sender_name=shown)) == (person, company)

    @pytest.mark.parametrize(
        ("email", "nobody"),
        [
            ("no-reply@northwind.example", True),
            ("donotreply+77@northwind.example", True),
            ("Bitte-nicht-antworten@northwind.example", True),
            ("notifications@app.bamboohr.com", True),
            ("northwind@myworkday.com", True),
            ("reply+9f2c@northwind.teamtailor-mail.com", False),
            ("dana@northwind.example", False),
            ("notifications@northwind.example", True),
            ("", False),
        ],
    )
    def test_addresses_that_nobody_reads(self, email, nobody):
        assert is_read_by_nobody(email) == nobody

    def test_answers_go_where_they_are_asked_to_go(self):
        found = read(
            sender_name="Dana Ortiz", sender_email="no-reply@ashbyhq.com", reply_to="dana@northwind.example"
        )
        assert not found.no_reply
        assert found.sender.email == found.thread.sender == "dana@northwind.example"

    def test_a_mail_that_says_so_is_not_to_be_answered(self):
        found = read(
            sender_name="Dana Ortiz",
            sender_email="dana@northwind.example",
            text=f"{REFUSAL}\n\nPlease do not reply to this email.",
        )
        assert found.no_reply
        assert (found.sender.name, found.sender.email) == ("Dana Ortiz", "")

    def test_a_namesake_of_the_applicant_is_a_contact_and_the_applicant_is_none(self):
        text = f"Dear Sam,\n\n{REFUSAL}\n\nBest regards,\n"
        assert read(to_name="Sam Okonkwo", text=f"{text}Sam Lee\nRecruiter").sender.name == "Sam Lee"
        assert read(to_name="Sam Okonkwo", text=f"{text}Sam").sender is None

    def test_a_company_that_could_be_a_person_is_no_contact(self):
        found = read(sender_name="Osprey Medical", sender_email="talent@ospreymedical.example")
        assert (found.sender, found.company) == (None, "Osprey Medical")

    @pytest.mark.parametrize(
        ("signature", "name", "title", "kind"),
        [
            (
                "Kind regards,\nDana Ortiz\nTalent Acquisition Partner",
                "Dana Ortiz",
                "Talent Acquisition Partner",
                "recruiter",
            ),
            ("Best, Dana", "Dana", "", "other"),
            ("Dana Ortiz, COO", "Dana Ortiz", "COO", "senior manager"),
            (
                "Cheers\n\nDana Ortiz | VP Engineering | Northwind",
                "Dana Ortiz",
                "VP Engineering",
                "senior manager",
            ),
            (
                "Thanks,\nDana Ortiz, Recruiting Coordinator",
                "Dana Ortiz",
                "Recruiting Coordinator",
                "coordinator",
            ),
            (
                "Mit sonnigen Grüßen aus Kiel\ni. A. Jule Harms\nTeamleiterin",
                "Jule Harms",
                "Teamleiterin",
                "hiring manager",
            ),
            (
                "Dana\n\n-- \nDana Ortiz\nHead of Design, Northwind",
                "Dana Ortiz",
                "Head of Design",
                "senior manager",
            ),
            ("Dana\n\n-- \nNorthwind Robotics Inc", "Dana", "", "other"),
            ("Dana\n\n-- \nLee Park", "Dana", "", "other"),
            ("Hugs,\nDana", "Dana", "", "other"),
            ("Dana Ortiz\nData Scientist", "Dana Ortiz", "Data Scientist", "interviewer"),
            ("Regards,\nThe Northwind Team", "", "", "other"),
            ("Regards,\n" + "legal words " * 20, "", "", "other"),
        ],
    )
    def test_signatures(self, signature, name, title, kind):
        found = sign_off.read(f"Hi Sam,\n\nit is a no.\n\n{signature}")
        assert (found.name, found.title) == (name, title)
        assert sign_off.kind_of(found.title) is Kind(kind)

    @pytest.mark.parametrize(
        ("greeting", "name"),
        [
            ("Dear Sam,", "sam"),
            ("Hi Sam! Thank you", "sam"),
            ("Sehr geehrter Herr Dr. Okonkwo,", "okonkwo"),
            ("Dear Ms. Okonkwo", "okonkwo"),
            ("Hello,", ""),
            ("Dear all of you who came to the long day of talks,", ""),
            ("Dearest", ""),
        ],
    )
    def test_greetings(self, greeting, name):
        assert sign_off.greeted(f"{greeting}\n\nwords") == name


class TestCompany:
    @pytest.mark.parametrize(
        "brand", ["Greenhouse", "Lever", "Workday", "Personio", "SmartRecruiters", "Ashby"]
    )
    def test_the_system_is_never_the_employer(self, brand):
        found = read(
            sender_name=brand, sender_email="no-reply@greenhouse.io", subject=f"Your application at {brand}"
        )
        assert found.company == ""
        assert found.company_sure is Sureness.UNKNOWN

    def test_how_sure_a_company_is(self):
        assert read(subject="Your application at Northwind").company_sure is Sureness.LIKELY
        assert read(sender_email="x@northwind.example").company_sure is Sureness.GUESS
        both = read(subject="Your application at Northwind", sender_email="x@northwind.example")
        assert (both.company, both.company_sure) == ("Northwind", Sureness.SURE)

    @pytest.mark.parametrize(
        ("email", "label"),
        [
            ("a@northwind.example", "northwind"),
            ("a@mail.northwind.co.uk", "northwind"),
            ("northwind@myworkday.com", "northwind"),
            ("northwind+autoreply@talent.icims.com", "northwind"),
            ("reply+1@northwind.teamtailor-mail.com", "northwind"),
            ("no-reply@us.greenhouse-mail.io", ""),
            ("sam@gmail.com", ""),
            ("a@localhost", ""),
            ("", ""),
        ],
    )
    def test_the_word_for_the_company_in_an_address(self, email, label):
        assert company_label(email) == label

    def test_knows_systems_by_their_subdomains_only(self):
        assert system_of("x@mail.greenhouse.io").name == "Greenhouse"
        assert system_of("x@notgreenhouse.io") is None

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Northwind Robotics, Inc. and more", "Northwind Robotics"),
            ("Northwind and for your time", "Northwind"),
            ("Northwind and I", "Northwind"),
            ("Marks and Spencer, who", "Marks and Spencer"),
            ("St. Anna Hospital. We", "St. Anna Hospital"),
            ("iRobot for", "iRobot"),
            ("the office", ""),
            ("Monday at ten", ""),
            ("Talent Acquisition Team", ""),
            ("“Northwind”, which", "Northwind"),
            ("Nordlicht GmbH & Co. KG", "Nordlicht"),
        ],
    )
    def test_names_in_running_text(self, text, name):
        assert company_name.read(text) == name

    def test_a_signature_may_name_the_team(self):
        text = f"Hi Sam,\n\n{REFUSAL}\n\nBest,\nDana, the Northwind Team"
        assert read(text=text).company == "Northwind"


class TestRole:
    @pytest.mark.parametrize(
        ("subject", "text", "role"),
        [
            ("", "the role of “Data Engineer” at Northwind", "Data Engineer"),
            ("", "the role of “Data Engineer", ""),
            ("", "the position of data engineer at Northwind", "data engineer"),
            ("", "the position of the year", ""),
            ("", "for our Senior Product Designer (Remote) opening", "Senior Product Designer (Remote)"),
            ("", "Bewerbung als Data Engineer (m/w/d) bei uns", "Data Engineer"),
            ("", "your application for the right role", ""),
            ("Data Engineer (Berlin", "", "Data Engineer"),
            ("Your application: Data Engineer (JR-10233)", "", "Data Engineer"),
            ("Northwind | Your application", "", ""),
            ("", "Thank you for applying to Northwind.", ""),
            ("", "your application for Night Porter at Hotel Lindenhof.", "Night Porter"),
            ("", "for applying as a “Night Porter (m/f)” with Hotel Lindenhof", "Night Porter"),
            ("", "your application for the position of Night Porter with Hotel Lindenhof.", "Night Porter"),
            ("", "your application for Night Porter.", ""),
            ("", "your application for Summer 2026 at Hotel Lindenhof", ""),
            ("", "your application for the Berlin office at Hotel Lindenhof", ""),
            ("", "your application for employment at Hotel Lindenhof", ""),
            ("", "your application for Monday with Dana Ortiz", ""),
            ("", "your application for Night Porter at this time", ""),
            ("", "your application for Northwind at Berlin", ""),
        ],
    )
    def test_reads_the_job(self, subject, text, role):
        assert job_title.read(subject, text, "Northwind")[0] == role

    def test_how_sure_a_role_is(self):
        def sure(subject, text=""):
            return read(subject=subject, text=f"{REFUSAL} {text}").role_sure

        assert sure("Update") is Sureness.UNKNOWN
        assert sure("Your application - Bell Ringing") is Sureness.GUESS
        assert sure("Data Engineer") is Sureness.LIKELY
        assert sure("Application for Data Engineer", "The role of Data Engineer is taken.") is Sureness.SURE


class TestVerdict:
    def test_says_what_it_thinks_in_a_sentence(self):
        for verdict in Verdict:
            sentence = (
                read_rejection(Mail(text="x"), TODAY)
                .__class__(verdict=verdict, rejected_on=TODAY, thread=read().thread)
                .sentence
            )
            assert sentence[0].isupper()
            assert sentence[-1] in ".!"

    def test_a_mail_that_says_both_is_left_to_the_user(self):
        text = f"{REFUSAL}\n\nFor the other role, we would like to invite you to an interview next week."
        assert read(text=text).verdict is Verdict.UNSURE
        twice = f"{text}\n\nWe regret it: your application for the first role was not successful."
        assert read(text=twice).verdict is Verdict.REJECTION

    def test_regret_alone_does_not_decide(self):
        assert (
            read(text="Unfortunately, sadly, regrettably: all the best, good luck!").verdict is Verdict.UNSURE
        )

    def test_a_pause_that_ends_the_application_is_a_withdrawal(self):
        text = "The role has been put on hold, and we will not be moving forward with your application."
        assert read(text=text).verdict is Verdict.WITHDRAWN

    def test_reasons_are_the_mails_own_words(self):
        found = read()
        assert found.reasons[0] == "move forward with other candidates"
        assert found.their_words == found.quote == REFUSAL

    def test_letters_that_grow_when_made_small_do_not_shift_the_words(self):
        assert read(text=f"İİİ {REFUSAL}").reasons[0] == "move forward with other candidates"

    def test_a_list_of_jobs_in_bulk(self):
        assert read(text="New roles for you this week!", bulk=True).verdict is Verdict.JOB_ALERT


class TestDay:
    @pytest.mark.parametrize(
        ("moment", "day", "sure"),
        [
            (datetime(2026, 11, 20, 12, tzinfo=UTC), date(2026, 11, 20), Sureness.SURE),
            (datetime(2027, 3, 1, 12, tzinfo=UTC), TODAY, Sureness.GUESS),
            (datetime(1970, 1, 1, tzinfo=UTC), TODAY, Sureness.GUESS),
            (None, TODAY, Sureness.GUESS),
        ],
    )
    def test_a_day_that_cannot_be_is_not_believed(self, moment, day, sure):
        found = read(date=moment)
        assert (found.rejected_on, found.date_sure) == (day, sure)

    @pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
    def test_the_local_day_counts(self, zone, monkeypatch):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        try:
            found = read(date=datetime(2026, 11, 20, 2, tzinfo=UTC))
            assert found.rejected_on == date(2026, 11, 19 if zone.startswith("America") else 20)
            for end in (datetime.min, datetime.max):
                assert read(date=end.replace(tzinfo=UTC)).rejected_on == TODAY
        finally:
            monkeypatch.undo()
            time.tzset()


class TestHtml:
    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("<p>a</p><p>b</p>", "a\n\nb"),
            ("a<br>b<br><br>c", "a\nb\n\nc"),
            ("<div>a</div><div>b</div>", "a\nb"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("<style>x</style><script>y</script><!-- z -->a", "a"),
            ("a <!-- never closed", "a <!-- never closed"),
            ("a <div style='display:none'>b<div>c</div></div>d", "a\nd"),
            ("a <p style='display:none'>b", "a\n\nb"),
            ("a <div hidden>b</div>", "a"),
            ("<a href='https://x.example'>our site</a>", "our site"),
            ("a &amp; b &lt;c&gt; &#8217; &#99999999999999; &nbsp;d", "a & b <c> ’ d"),
            ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n\n> > b\n\nc"),
            ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
            ("<td style='font-size:0px'><p>a</p></td>", "a"),
            ("</blockquote>a", "a"),
        ],
    )
    def test_reads_like_a_person(self, source, text):
        assert html_text.to_text(source) == text

    def test_a_blockquote_is_a_quotation(self):
        mail = read_mail("<html><body><p>New</p><blockquote><p>Old</p></blockquote></body></html>")
        assert (mail.text, mail.quoted) == ("New", "> Old")
