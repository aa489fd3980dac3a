"""A seat that is dated back is taken today all the same: no past day opens what is closed (R20, R22, R30)."""

from datetime import date

import pytest
from httpx import AsyncClient

from api.models import Space
from tests.answers import good, refused
from tests.days import LONG_AGO, TODAY, YESTERDAY
from tests.factories import Build
from tests.steps import applied, decide, on_top

SINCE = date(2022, 3, 1)
DUE = date(2025, 3, 1)


@pytest.fixture
async def expired(build: Build) -> Space:
    return await build.space(starts_on=SINCE, mandate=(SINCE, DUE))


@pytest.mark.rule("R20")
async def test_an_acceptance_dated_into_a_mandate_that_has_run_out(
    secretariat: AsyncClient, build: Build, expired: Space
) -> None:
    application = await applied(build, expired)
    assert refused(await decide(secretariat, application, starts_on="2025-02-28")) == ["space_not_open"]


@pytest.mark.rule("R20", "R3")
async def test_nor_does_an_override_record_one(
    secretariat: AsyncClient, build: Build, expired: Space
) -> None:
    body = await build.organisation()
    person = await build.member(organisation=body)
    form = {
        "space_id": str(expired.id),
        "organisation_id": str(body.id),
        "representatives": [{"role": "primary", "member_id": str(person.id)}],
        "starts_on": "2025-02-28",
        "override_reason": "They were promised it",
    }
    assert refused(await secretariat.post("/v1/memberships", json=form)) == ["space_not_open"]


@pytest.mark.rule("R22", "R30")
async def test_an_acceptance_by_a_linked_seat_of_the_past(secretariat: AsyncClient, build: Build) -> None:
    group, other = await build.space(), await build.space()
    both = await build.space("collaborative", working_groups=[group, other])
    body = await build.organisation()
    await build.seat(group, body, ends_on=YESTERDAY, historic=True, end_reason="mandate_ended")
    answer = await decide(secretariat, await applied(build, both, body), starts_on=str(LONG_AGO))
    assert refused(answer) == ["linked_wg_seat_required"]


@pytest.mark.rule("R22", "R30")
async def test_a_seat_that_ended_with_another_is_not_reopened_without_it(
    secretariat: AsyncClient, build: Build
) -> None:
    group, other = await build.space(), await build.space()
    both = await build.space("collaborative", working_groups=[group, other])
    body = await build.organisation()
    first, second = await build.seat(group, body), await build.seat(both, body)
    good(await secretariat.post(f"/v1/memberships/{first.id}/end", json={"reason": "They left"}))
    path = f"/v1/memberships/{second.id}"
    answer = await on_top(secretariat, "PATCH", path, ends_on=None, reason="By mistake")
    assert refused(answer) == ["linked_wg_seat_required"]
    await build.session.refresh(second)
    assert second.ends_on == TODAY


@pytest.mark.rule("R20")
async def test_what_still_lasts_is_corrected_also_when_its_mandate_has_run_out(
    secretariat: AsyncClient, build: Build, expired: Space
) -> None:
    seat = await build.seat(expired, await build.organisation(), starts_on=SINCE)
    path = f"/v1/memberships/{seat.id}"
    good(await on_top(secretariat, "PATCH", path, starts_on="2023-03-01", reason="A wrong year"))
