"""A rulebook is loaded whole or not at all; what is wrong is named by file, key and reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from api.rules import rulebook as rulebook_module
from api.rules.enums import SpaceType
from api.rules.rulebook import RulebookError, from_json, load, shipped
from api.rules.sentences import ROWS

TEXT = Path(rulebook_module.__file__).with_name("cheat_sheet.toml").read_text("utf-8")
TYPE = "types.working_group"  # the first of the file
TICK = '{ value = true,  source = "S13" }'


def without(line: str) -> Callable[[str], str]:
    return lambda text: re.sub(rf"^{re.escape(line)}.*\n", "", text, count=1, flags=re.MULTILINE)


def instead(old: str, new: str) -> Callable[[str], str]:
    """The first `old` of the file becomes `new`."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def without_task_teams(text: str) -> str:
    return re.sub(r"\[types\.task_team.*?(?=\[types\.language)", "", text, flags=re.DOTALL)


DATE = "2010-01-01"
FILE = [
    (lambda text: text + "[", "the file", ""),
    (without("version"), "version", "missing"),
    (instead("version = 1", "version = true"), "version", "a whole number"),
    (instead(DATE, "'long ago'"), "effective_from", "expected a day"),
    (instead(DATE, "2010-01-01T00:00:00Z"), "effective_from", "expected a day"),
    (instead(DATE, DATE + "\neffective_until = 2009-01-01"), "effective_until", "not after"),
    (instead(DATE, DATE + "\neffective_till = 2030-01-01"), "effective_till", "unknown word"),
    (without_task_teams, "types.task_team", "missing"),
    (instead("[types.task_team]", "[types.task_teem]\n[types.task_team]"), "types.task_teem", "unknown word"),
    (instead('"membership"', '"governance"'), f"{TYPE}.published", "no column"),
    (instead('"governance"', '"membership"'), "types.steering_group.published", "missing"),
]
PUBLISHED = [
    (without("duration"), "duration", "missing"),
    (instead("application_needed ", "aplication_needed "), "aplication_needed", "unknown word"),
    (instead(TICK, TICK.replace("true", '"yes"')), "institutional_membership.value", "true or false"),
    (instead(TICK, "true"), "institutional_membership", "expected a table"),
    (instead('"S13"', '"S99"'), "institutional_membership.source", "S1 to S40"),
    (instead(', source = "S16" }', " }"), "duration.source", "missing"),
    (instead("min = 10, max = 30", "min = 40, max = 30"), "average_members", "above"),
    (instead("min = 10, max = 30", "min = 10"), "average_members", "min and max"),
    (instead("min = 10, max = 30", 'min = 10, max = "30"'), "average_members.max", "whole number"),
    (instead('"3 years"', '"4 years"'), "duration.value", "3 years"),
    (instead('["application"]', "[]"), "application_needed.value", "opposite"),
]
ENFORCED = [
    (instead('["institutional"]', '["institutionel"]'), "working_group.enforced.kinds.allowed", "one of"),
    (
        instead('["application"]', '["application", "application"]'),
        "working_group.enforced.doors.open",
        "once",
    ),
    (instead('["application"]', '"application"'), "working_group.enforced.doors.open", "a list"),
    (instead('by = "steering_group"', 'by = "anybody"'), "working_group.enforced.approval.by", "one of"),
    (
        instead("by_decision = true", "by_decision = 1"),
        "working_group.enforced.ends.by_decision",
        "true or false",
    ),
    (without("leaders"), "working_group.enforced.leaders", "missing"),
    (
        instead(
            "meetings = {", 'period = { years = 3, ends_with_parent = false, source = "S16" }\nmeetings = {'
        ),
        "working_group.enforced.period",
        "not both",
    ),
    (without("parent "), "workstream.enforced.seat_required.in", "no such space"),
    (without("invitation"), "reference_group.enforced.invitation", "missing"),
    (without("members"), "reference_group.enforced.members", "missing"),
    (instead('["join"]', '["join", "invitation"]'), "language_community.enforced.invitation", "missing"),
    (instead('["appointment"]', "[]"), "secretariat.enforced.doors.open", "nobody"),
    (instead("years = 6", "years = 2"), "steering_group.enforced.term.max_consecutive_years", "shorter"),
]
BROKEN = [
    *FILE,
    *((change, f"{TYPE}.published.{key}", reason) for change, key, reason in PUBLISHED),
    *((change, f"types.{key}", reason) for change, key, reason in ENFORCED),
]


@pytest.mark.rule("R27")
@pytest.mark.parametrize(("change", "key", "reason"), BROKEN, ids=[f"{key}: {why}" for _, key, why in BROKEN])
def test_a_broken_rulebook_is_refused_with_file_key_and_reason(
    change: Callable[[str], str], key: str, reason: str, tmp_path: Path
) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(change(TEXT), "utf-8")
    with pytest.raises(RulebookError) as caught:
        load(file)
    assert (caught.value.file, caught.value.key) == ("broken.toml", key)
    assert reason in caught.value.reason
    assert str(caught.value) == f"broken.toml: {key}: {caught.value.reason}"


def test_a_tick_changed_by_mistake_contradicts_the_enforced_rule_beside_it() -> None:
    ticks = [
        (kind, row) for kind in SpaceType if shipped()[0].types[kind].published for row in list(ROWS)[:5]
    ]
    assert len(ticks) == 30
    for kind, row in ticks:
        content = shipped()[0].to_json()
        line = content["types"][kind]["published"][row]
        line["value"] = not line["value"]
        with pytest.raises(RulebookError, match=rf"types\.{kind}\.published\.{row}\.value: .*opposite"):
            from_json(content)
