"""Operations × roles × (own, others'): every cell of who_may_do.md is asserted, allowed or refused."""

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from api.rules.permissions import Role
from tests.api import matrix
from tests.factories import Build
from tests.harness import Api
from tests.operations import ALL


@pytest.mark.parametrize("role", Role)
async def test_each_role_does_what_the_table_says_and_nothing_else(
    api: Api, build: Build, connection: AsyncConnection, role: Role
) -> None:
    found = await matrix.asserted(api, build, connection, role)
    expected = {cell: allowed for cell, allowed in matrix.written().items() if cell[1] == role}
    wrong = {cell: allowed for cell, allowed in found.items() if expected.get(cell) != allowed}
    assert wrong == {}
    assert found.keys() == expected.keys()


def test_the_table_has_every_operation_and_every_role() -> None:
    cells = matrix.written()
    assert {operation for operation, _, _ in cells} == {str(operation) for operation in ALL}
    assert {role for _, role, _ in cells} == set(Role)
    assert len(cells) == len(ALL) * len(Role) * 2
