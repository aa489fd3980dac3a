"""What representatives of the Steering Group say before it decides: kept, and no decision (R17)."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import AuditEvent, Comment, Space
from api.rules.permissions import Role
from tests.answers import good, malformed, problem, refused, step
from tests.cast import cast
from tests.factories import Build
from tests.steps import counted, every_page

Queries = Callable[[], AbstractContextManager[list[str]]]
Client = Callable[..., Awaitable[AsyncClient]]


@pytest.fixture
async def team(build: Build) -> Space:
    return await build.space("task_team", status="proposed")


@pytest.fixture
async def counsel(as_role: Client) -> AsyncClient:
    """A representative of the Steering Group."""
    return await as_role("steering_representative")


def path(space: Space) -> str:
    return f"/v1/spaces/{space.id}/comments"


@pytest.mark.rule("R17")
async def test_a_representative_comments_on_what_waits_and_decides_nothing(
    counsel: AsyncClient, secretariat: AsyncClient, build: Build, team: Space
) -> None:
    answer = await counsel.post(path(team), json={"content": "Who would lead it?"})
    made = good(answer, 201)
    assert good(await counsel.get(answer.headers["Location"])) == made
    assert (made["space_id"], made["content"]) == (str(team.id), "Who would lead it?")
    assert [one["id"] for one in good(await secretariat.get(path(team)))["items"]] == [made["id"]]
    assert good(await secretariat.get(f"/v1/spaces/{team.id}"))["status"] == "proposed"
    assert refused(await step(secretariat, team, "approved")) == ["steering_group_approval_missing"]
    event = await build.session.scalar(select(AuditEvent).where(AuditEvent.subject_id == made["id"]))
    assert event is not None
    assert (event.action, event.subject_type, event.reason) == ("space.commented", "comment", None)


@pytest.mark.rule("R17")
async def test_representatives_read_each_other_and_the_secretariat_knows_who_spoke(
    as_person: Client, secretariat: AsyncClient, build: Build, team: Space
) -> None:
    one, other = [await cast(build, Role.steering_representative) for _ in range(2)]
    first, second = await as_person(one), await as_person(other)
    good(await first.post(path(team), json={"content": "Yes."}), 201)
    (seen,) = good(await second.get(path(team)))["items"]
    assert seen["author_id"] == str(one.id)
    (known,) = good(await secretariat.get(path(team)))["items"]
    assert known["author_name"] == one.full_name


@pytest.mark.rule("R17")
async def test_nobody_else_speaks_and_nobody_else_reads(
    public: AsyncClient, secretariat: AsyncClient, as_role: Client, build: Build, organisation_client: Client
) -> None:
    team = await build.space("task_team")
    leader, member = await as_role("leader", team), await as_role("member")
    own = await organisation_client(await build.organisation())
    for client, expected in (
        (public, (401, "unauthenticated")),
        (leader, (403, "forbidden")),
        (member, (403, "forbidden")),
        (own, (403, "forbidden")),
    ):
        assert problem(await client.get(path(team))) == expected
        assert problem(await client.post(path(team), json={"content": "Me too."})) == expected
    for_them = await secretariat.post(path(team), json={"content": "They say yes."})
    assert problem(for_them) == (403, "forbidden")
    assert await counted(build.session, Comment) == 0


@pytest.mark.parametrize("status", ["disbanded", "rejected"])
async def test_what_is_decided_for_good_is_commented_on_no_more(
    counsel: AsyncClient, build: Build, status: str
) -> None:
    gone = await build.space("task_team", status=status)
    assert problem(await counsel.post(path(gone), json={"content": "Late."})) == (409, "conflict")
    assert await counted(build.session, Comment) == 0


async def test_a_comment_says_something(counsel: AsyncClient, team: Space) -> None:
    assert malformed(await counsel.post(path(team), json={})) == {"/content": "required"}
    assert malformed(await counsel.post(path(team), json={"content": " "})) == {"/content": "too_short"}
    forged = {"content": "Yes.", "author_id": str(uuid4())}
    assert malformed(await counsel.post(path(team), json=forged)) == {"/author_id": "unknown_field"}


async def test_a_comment_is_never_edited_and_stands_with_its_space(
    counsel: AsyncClient, build: Build, team: Space
) -> None:
    made = good(await counsel.post(path(team), json={"content": "Yes."}), 201)
    for method in ("PATCH", "PUT", "DELETE"):
        answer = await counsel.request(method, f"{path(team)}/{made['id']}", headers={"If-Match": "*"})
        assert problem(answer) == (405, "method_not_allowed")
    other = await build.space()
    for missing in (f"{path(other)}/{made['id']}", f"{path(team)}/{uuid4()}"):
        assert problem(await counsel.get(missing)) == (404, "not_found")


async def test_comments_are_read_page_by_page_at_a_constant_cost(
    counsel: AsyncClient, team: Space, queries: Queries
) -> None:
    async def cost() -> int:
        with queries() as seen:
            good(await counsel.get(path(team)))
        return len(seen)

    async def another() -> str:
        made: str = good(await counsel.post(path(team), json={"content": "More."}), 201)["id"]
        return made

    made = [await another()]
    few = await cost()
    made += [await another() for _ in range(4)]
    assert await every_page(counsel, path(team), limit=2) == made
    assert await cost() == few
