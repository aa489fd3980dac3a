"""Codes and overrides (R3), the sentences behind them, and the texts that say them in five languages."""

from __future__ import annotations

import re
import string
import tomllib
from functools import cache
from pathlib import Path

import pytest

import api.texts
from api.rules.codes import CODES, Code
from api.rules.enums import Outcome, Severity
from api.rules.findings import Finding, apply_override, as_history, eligible, overridden_codes
from api.rules.rulebook import shipped
from api.rules.sentences import RULINGS, SENTENCES, quote

HERE = Path(__file__).parent
TEXTS = Path(api.texts.__file__ or "").parent
LANGUAGES = ("en", "fr", "es", "pt", "ar")

# R3, word for word.
NEVER = {
    "parent_working_group_required",
    "language_required",
    "not_self_service",
    "steering_group_approval_missing",
    "already_seated",
    "application_pending",
    "space_not_open",
    "language_taken",
    "own_application",
    "consent_missing",
    "reason_required",
}
# Not in domain.md: no policy, but the shape of things.
ADDED = {
    "transition_not_allowed",
    "end_reason_not_allowed",
    "structure_not_allowed",
    "only_one_allowed",
    "proposal_not_permitted",
    "leader_role_not_allowed",
    "due_day_not_later",
    "type_change_not_allowed",
}
# What a named constraint of the database can answer with, when only the code is known: no text of theirs has params.
FROM_CONSTRAINTS = {
    "application_pending",
    "individual_not_permitted",
    "institution_not_permitted",
    "already_seated",
    "parent_wg_seat_required",
    "space_not_open",
    "language_taken",
    "only_one_allowed",
}

REFUSALS = [code for code in Code if CODES[code].severity is Severity.refusal]
WARNINGS = [code for code in Code if CODES[code].severity is Severity.warning]


def any_finding(code: Code) -> Finding:
    return Finding.refused(code) if code in REFUSALS else Finding.warned(code)


class TestOverrides:
    @pytest.mark.rule("R3")
    @pytest.mark.parametrize("code", REFUSALS)
    def test_policy_gives_way_to_a_written_reason_and_the_rest_never(self, code: Code) -> None:
        found = apply_override([any_finding(code)], "18 agencies agreed")
        gives_way = code not in NEVER | ADDED
        assert found[0].outcome is (Outcome.overridden if gives_way else Outcome.fail)
        assert eligible(found) is gives_way
        assert overridden_codes(found) == ([code] if gives_way else [])

    @pytest.mark.rule("R3")
    @pytest.mark.parametrize("reason", [None, "", " \n"])
    def test_without_a_reason_nothing_is_overridden(self, reason: str | None) -> None:
        found = (any_finding(Code.seats_full),)
        assert apply_override(found, reason) == found

    def test_only_the_codes_that_are_named_give_way(self) -> None:
        found = [any_finding(Code.seats_full), any_finding(Code.call_not_open)]
        outcomes = [one.outcome for one in apply_override(found, "late but welcome", {Code.call_not_open})]
        assert outcomes == [Outcome.fail, Outcome.overridden]

    @pytest.mark.rule("R30")
    def test_history_turns_policy_to_warnings_and_the_rest_still_refuses(self) -> None:
        refused = {code for code in REFUSALS if not eligible(as_history([any_finding(code)]))}
        assert refused == NEVER | ADDED

    def test_a_warning_stays_a_warning(self) -> None:
        found = tuple(any_finding(code) for code in WARNINGS)
        assert apply_override(found, "noted") == as_history(found) == found
        assert eligible(found)

    def test_a_finding_keeps_what_it_is_given_and_its_code_knows_the_rest(self) -> None:
        given = Finding.warned(Code.no_leader, {"space": "Gender"}, "S32")
        assert given == (Code.no_leader, Outcome.warn, {"space": "Gender"}, "S32")
        assert Finding.refused(Code.call_not_open) == (Code.call_not_open, Outcome.fail, {}, "R18")
        assert Finding.warned(Code.no_leader).source == "S38"

    def test_every_code_has_its_place(self) -> None:
        assert list(CODES) == list(Code)
        assert set(REFUSALS) >= NEVER | ADDED
        assert set(Code) == set(REFUSALS) | set(WARNINGS)


def seed_text() -> str:
    """The seed without its markdown: links, emphasis, escapes, line breaks."""
    text = re.sub(r"\[((?:[^\]\\]|\\.)*)\]\(#\)", r"\1", (HERE / "seed.txt").read_text("utf-8"))
    return " ".join(text.replace("*", "").replace("\\", "").split())


class TestSentences:
    def test_each_is_the_seeds_own_word_for_word(self) -> None:
        seed = seed_text()
        assert [source for source, sentence in SENTENCES.items() if sentence not in seed] == []
        assert [ruling for ruling in RULINGS if quote(ruling) not in seed] == []

    def test_none_is_left_out_and_none_invented(self) -> None:
        assert list(SENTENCES) == [f"S{number}" for number in range(1, 41)]
        assert list(RULINGS) == [f"R{number}" for number in range(1, 34)]

    def test_every_line_of_the_rulebook_and_every_code_has_one(self) -> None:
        sources = {source for rule in shipped()[0].types.values() for source in rule.sources.values()}
        for source in sources | {rule.source for rule in CODES.values()}:
            assert quote(source)


@cache
def sentences(language: str) -> dict[str, str]:
    found: dict[str, str] = tomllib.loads((TEXTS / f"{language}.toml").read_text("utf-8"))["findings"]
    return found


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
class TestTexts:
    def test_every_code_is_said(self, language: str) -> None:
        assert list(sentences(language)) == [code.value for code in Code]

    def test_a_sentence_uses_only_what_comes_with_its_code_and_the_same_everywhere(
        self, language: str
    ) -> None:
        for code, sentence in sentences(language).items():
            used = placeholders(sentence)
            assert used <= set(CODES[Code(code)].params), code
            assert used == placeholders(sentences("en")[code]), code

    def test_what_a_constraint_answers_needs_no_params(self, language: str) -> None:
        assert not [code for code in FROM_CONSTRAINTS if placeholders(sentences(language)[code])]

    def test_it_says_what_is_and_names_the_way_forward(self, language: str) -> None:
        for code, sentence in sentences(language).items():
            assert len(re.findall(r"[.:;،؛](?:\s|$)", sentence)) >= 2, code
            assert sentence.endswith("."), code
            assert sentence == sentence.strip()
            assert not re.search(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", sentence), code

    def test_it_is_written_in_its_own_language(self, language: str) -> None:
        for code, sentence in sentences(language).items():
            words = re.sub(r"\{\w+\}", "", sentence)
            arabic = sum("\u0600" <= letter <= "\u06ff" for letter in words)
            assert (arabic > 20) is (language == "ar"), code
            if language == "ar":
                assert not re.search(r"[A-Za-z]", words), code
            elif language != "en":
                assert sentence != sentences("en")[code], code
