"""The mandates a working group had, as a list over HTTP."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import uuid4

from httpx import AsyncClient

from tests.answers import good, problem
from tests.factories import Build
from tests.steps import every_page

Queries = Callable[[], AbstractContextManager[list[str]]]


async def test_mandates_are_read_page_by_page_and_as_of_a_day_at_a_constant_cost(
    secretariat: AsyncClient, build: Build, queries: Queries
) -> None:
    group = await build.space("working_group", mandate=False)
    path = f"/v1/spaces/{group.id}/mandates"

    async def cost() -> int:
        with queries() as seen:
            good(await secretariat.get(path))
        return len(seen)

    made = [await build.mandate(group, date(2010, 1, 1), date(2013, 1, 1), date(2013, 1, 1))]
    few = await cost()
    for year in (2013, 2016, 2019):
        end = date(year + 3, 1, 1)
        made.append(await build.mandate(group, date(year, 1, 1), end, end))
    assert await every_page(secretariat, path, limit=3) == [str(one.id) for one in made]
    assert await cost() == few
    (then,) = good(await secretariat.get(path, params={"as_of": "2016-01-01"}))["items"]
    assert then["id"] == str(made[2].id)


async def test_everybody_who_sees_the_group_reads_its_mandate(public: AsyncClient, build: Build) -> None:
    group, other = await build.space(), await build.space()
    (mandate,) = good(await public.get(f"/v1/spaces/{group.id}/mandates"))["items"]
    assert good(await public.get(f"/v1/spaces/{group.id}/mandates/{mandate['id']}")) == mandate
    for space in (other.id, uuid4()):
        answer = await public.get(f"/v1/spaces/{space}/mandates/{mandate['id']}")
        assert problem(answer) == (404, "not_found")
