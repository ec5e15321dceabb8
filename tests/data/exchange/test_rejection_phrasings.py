"""Phrasings beyond the mails: pasted texts of many kinds, and sentences that only sound like a refusal."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.exchange.mail import read_mail
from thanks_tui.data.exchange.rejection import read_rejection

PASTES = Path(__file__).parent.parent / "pastes"
EXPECTED = tomllib.loads((PASTES / "expected.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 22)

TRAPS = [
    "We have not selected a candidate yet.",
    "We have not yet made a decision, and are considering another candidate as well.",
    "Candidates who have not heard from us by Friday should assume that they were unsuccessful.",
    "We cannot move forward with your application until you complete the attached form.",
    "I'm sorry to tell you that Dana can't make Thursday.",
    "I'm afraid that I am not available on Tuesday, could we move your interview?",
    "Unfortunately your interview for the Engineer position has been cancelled because of the strike.",
    "Leider müssen wir das Gespräch am Montag absagen. Geht es bei Ihnen am Dienstag?",
    "Leider können wir Ihnen am Montag keinen Termin anbieten.",
    "You would be working with people who have built rockets before.",
    "If you are not selected we will let you know.",
    "Should we decide to move forward with other candidates, you will hear from us by mail.",
    "If you do not hear from us, please assume your application was unsuccessful.",
    "Wir haben noch keine Entscheidung getroffen und führen noch Gespräche mit anderen Bewerbern.",
    "We're moving forward with your application! Other candidates have already done the test.",
    "Regrettably we had to postpone your call with the other candidates' panel by a day.",
    "It's a no-brainer: come and visit us.",
    "Unfortunately the file you sent could not be opened. Please send your application again.",
    "Sollten Sie nicht in die engere Auswahl kommen, erhalten Sie eine Absage.",
    "Once the position has been filled, all applicants will be told.",
    "We will let you know whether or not you have been selected.",
    "The decision has not been easy and we are not there yet.",
    "Falls wir uns für jemand anderen entscheiden, melden wir uns.",
    "Sorry for the delay! Another candidate cancelled, so we can offer you an earlier slot.",
    "Si no has sido seleccionado, te avisaremos.",
]


def test_there_is_a_row_for_every_paste():
    assert {path.stem for path in PASTES.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_reads_a_pasted_mail(name):
    found = read_rejection(read_mail((PASTES / f"{name}.txt").read_text(encoding="utf-8")), TODAY)
    row = EXPECTED[name]
    assert found.verdict == row["verdict"]
    assert found.company == row.get("company", found.company)
    assert found.role == row.get("role", found.role)
    assert (found.sender and found.sender.name) == row.get("sender")
    assert found.no_reply == row["no_reply"]


@pytest.mark.parametrize("trap", TRAPS)
def test_is_not_taken_for_a_refusal(trap):
    text = f"Hi Sam,\n\n{trap}\n\nBest regards,\nAna Ruiz\n"
    assert not read_rejection(read_mail(text), TODAY).is_rejection
