"""Names of codes, looked up in one place and told in the language of whoever reads."""

from __future__ import annotations

from pbgdpl_cli import i18n
from pbgdpl_cli.web.page_language import PageLanguage
from tests.each import each
from validators.problems import say
from validators.sharing.vocabulary import name_of, vocabulary


@each(
    ("name", "code", "language", "told"),
    [
        ("kinds", "to-gap", "vi", "Tờ gấp"), ("subjects", 11, "vi", "Đất đai"),
        ("workflow-states", "rejected", "en", "Rejected"), ("workflow-states", "rejected", "vi", "Không được duyệt"),
        ("kinds", "pamphlet", "vi", "pamphlet"), ("subjects", 99, "en", "99"),
    ],
)  # fmt: skip
def test_a_code_has_a_name_or_stays_itself(name: str, code: object, language: str, told: str) -> None:
    assert name_of(name, code, language) == told


def test_a_name_leads_back_to_its_term() -> None:
    kinds = vocabulary("kinds")
    assert all(kinds.named(term.vi) == term for term in kinds.terms)
    assert kinds.named("Poster") is None


def test_a_term_in_a_message_is_told_in_the_reader_s_language() -> None:
    approved = vocabulary("workflow-states").find("approved")
    message = say("The step “{state}” is not recorded.", state=approved)
    # For machines (fingerprints of findings, logs) it stays the code.
    assert str(message) == "The step “approved” is not recorded."
    assert PageLanguage("vi")(message) == "Chưa ghi nhận bước “Đã duyệt”."
    assert PageLanguage("en")(message) == "The step “Approved” is not recorded."
    try:
        i18n.activate("vi")
        assert i18n.told(message) == "Chưa ghi nhận bước “Đã duyệt”."
    finally:
        i18n.activate("en")
