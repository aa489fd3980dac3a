"""Who leads a space, as each caller may know them: listed, named, and told in the audit."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Leader, Member, Membership
from api.rules.permissions import Role
from tests.answers import good, malformed
from tests.cast import leads, sits
from tests.days import LONG_AGO, TODAY, YESTERDAY
from tests.factories import Build
from tests.leading import lead, seated, step_down, where
from tests.steps import counted, every_page

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
NEXT_MONTH = TODAY + timedelta(days=31)


class TestLists:
    async def test_those_of_the_day_of_a_role_and_those_who_were(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group = await build.space()
        made = [await leads(build, await build.member(), group) for _ in range(3)]
        made[0].ends_on = YESTERDAY
        await session.flush()
        path, first = where(group), {str(made[0].id)}
        rest = {str(one.id) for one in made[1:]}
        assert set(await every_page(secretariat, path, limit=1)) == rest
        assert set(await every_page(secretariat, path, limit=1, sort="-starts_on")) == rest
        assert set(await every_page(secretariat, path, include_ended=True, limit=2)) == first | rest
        assert set(await every_page(secretariat, path, as_of=str(LONG_AGO))) == first | rest
        assert await every_page(secretariat, path, role="lead") == []
        page = good(await secretariat.get(path, params={"total": True, "role": "chair"}))
        assert page["total"] == 2
        assert malformed(await secretariat.get(path, params={"cursor": "e30"})) == {
            "?cursor": "invalid_cursor"
        }

    async def test_the_number_of_queries_does_not_grow(
        self, as_person: Client, public: AsyncClient, build: Build, queries: Queries
    ) -> None:
        group = await build.space()
        client = await as_person(await build.member())
        counts = []
        for _ in range(2):
            await leads(build, await build.member(visibility={"leading": "public"}), group)
            await leads(build, await build.member(), await build.space())
            for caller in (client, public):
                for path in (where(group), "/v1/spaces"):
                    with queries() as seen:
                        good(await caller.get(path))
                    counts.append(len(seen))
        assert counts[:4] == counts[4:]


class TestNames:
    async def test_a_leaders_name_is_public_by_their_own_choice_alone(
        self, public: AsyncClient, as_person: Client, organisation_client: Client, build: Build
    ) -> None:
        group, body = await build.space(), await build.organisation("Ours")
        person = await build.member("Amina Yusuf")
        seat = await sits(build, person, group, body)
        await build.rows(_chair(seat, person))
        stranger = await organisation_client(await build.organisation())

        async def named(client: AsyncClient) -> tuple[str | None, str | None, str]:
            (one,) = good(await client.get(f"/v1/spaces/{group.id}"))["leaders"]
            (listed,) = good(await client.get(where(group)))["items"]
            assert (listed["name"], listed["member_id"]) == (one["name"], one["member_id"])
            return one["name"], one["member_id"], one["organisation_name"]

        known = ("Amina Yusuf", str(person.id), "Ours")
        assert await named(public) == await named(stranger) == (None, None, "Ours")
        assert await named(await as_person(person)) == known
        assert await named(await organisation_client(body)) == known
        path = f"/v1/members/{person.id}"
        client = await as_person(person)
        tag = {"If-Match": (await client.get(path)).headers["ETag"]}
        chosen = await client.patch(path, json={"visibility": {"leading": "public"}}, headers=tag)
        assert good(chosen)["visibility"] == {"leading": "public"}
        assert await named(public) == await named(stranger) == ("Amina Yusuf", None, "Ours")

    @pytest.mark.rule("R33")
    @pytest.mark.parametrize(
        ("columns", "shown"),
        [({"at_risk": True, "pseudonym": "Zahra"}, [None]), ({"status": "suspended"}, [])],
    )
    async def test_at_risk_or_resting_nobody_is_named_whatever_they_chose(
        self, public: AsyncClient, build: Build, columns: dict[str, Any], shown: list[None]
    ) -> None:
        group = await build.space()
        await leads(build, await build.member("Amina", visibility={"leading": "public"}, **columns), group)
        answer = await public.get(f"/v1/spaces/{group.id}")
        assert [one["name"] for one in good(answer)["leaders"]] == shown
        assert not {"Amina", "Zahra"} & set(answer.text.split('"'))

    async def test_who_leads_no_longer_is_named_to_nobody_by_that_choice(
        self, public: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group = await build.space()
        row = await leads(build, await build.member("Amina", visibility={"leading": "public"}), group)
        row.ends_on = TODAY
        await session.flush()
        (one,) = good(await public.get(where(group), params={"as_of": str(YESTERDAY)}))["items"]
        assert (one["name"], one["ends_on"]) == (None, None)

    async def test_an_employer_does_not_learn_where_its_staff_lead_for_themselves(
        self, organisation_client: Client, build: Build
    ) -> None:
        team, body = await build.space("task_team"), await build.organisation()
        person = await build.member("Amina", organisation=body)
        await leads(build, person, team)
        (one,) = good(await (await organisation_client(body)).get(where(team)))["items"]
        assert (one["name"], one["member_id"]) == (None, None)

    async def test_the_choice_to_be_named_is_public_or_none(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        answer = await secretariat.post(
            "/v1/members", json={"full_name": "Amina", "visibility": {"leading": "network"}}
        )
        assert malformed(answer) == {"/visibility/leading": "not_in_list"}
        assert await counted(session, Member) == 0


def _chair(seat: Membership, person: Member) -> Leader:
    return Leader(
        space_id=seat.space_id,
        membership_id=seat.id,
        member_id=person.id,
        role="chair",
        starts_on=seat.starts_on,
    )


async def test_everything_a_leader_named_is_told_in_the_audit(
    as_role: Client, secretariat: AsyncClient, build: Build
) -> None:
    group = await build.space()
    made = good(await lead(secretariat, group, await seated(build, group)), 201)
    good(await step_down(secretariat, made, reason="They moved on."))
    staff = await as_role(Role.staff)
    asked = {"subject_type": "leader", "subject_id": made["id"]}
    events = good(await staff.get("/v1/audit-events", params=asked))["items"]
    assert sorted((one["action"], one["reason"]) for one in events) == [
        ("leader.ended", "They moved on."),
        ("leader.named", None),
    ]
