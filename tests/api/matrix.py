"""The matrix of operations × roles × (own, others'): what is sent, and what counts as let in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from httpx import AsyncClient, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from api.models import Organisation
from api.rules.permissions import Role
from tests.cast import PEOPLE, TWO_FACTORS
from tests.factories import Build
from tests.harness import FROM_THE_DASHBOARD, Api
from tests.operations import ALL, Described
from tests.stage import World, world

TABLE = Path(__file__).with_name("who_may_do.md")
REFUSED = {401, 403, 404}
PAST_THE_GATE = {"code_wrong", "sign_in_failed", "confirmation_required"}
OWN, OTHERS = "own", "others'"
Cell = tuple[str, str, str]  # operation, role, whose thing


def form(operation: Described, of: World) -> dict[str, Any] | None:
    """The least that says something true about this world, for operations that judge what they are sent."""
    forms: dict[str, dict[str, Any]] = {
        "POST /v1/spaces": {"type": "task_team", "name": "A team"},
        "POST /v1/spaces/{space}/tasks": {"title": "Translate the toolkit"},
        "PATCH /v1/spaces/{space}/tasks/{task}": {"status": "done"},
        "POST /v1/spaces/{space}/plans": {"kind": "work_plan", "title": "A plan", "priorities": ["Girls"]},
        "POST /v1/spaces/{space}/plans/{plan}/adoption": {
            "adopted_on": "2026-05-01",
            "minutes_reference": "1",
        },
        "POST /v1/linkages": {
            "from_id": of["team"],
            "to_id": of["community"],
            "kind": "shared_activity",
            "purpose": "Webinars",
        },
        "POST /v1/spaces/{space}/transitions": {
            "to": "disbanded",
            "end_reason": "interest_lapsed",
            "consequences": "not seen",
        },
        "POST /v1/spaces/{space}/type-changes": {
            "type": "working_group",
            "reason": "It grew.",
            "consequences": "not seen",
        },
        "POST /v1/spaces/{space}/type-changes/consequences": {"type": "working_group", "reason": "It grew."},
        "POST /v1/spaces/{space}/leaders": {
            "member_id": of["colleague"],
            "role": "chair",
            "succeeds": of["leader"],
        },
        "POST /v1/spaces/{space}/leaders/{leader}/end": {"reason": "They asked."},
        "POST /v1/spaces/{space}/extensions": {"due_on": "2030-01-01", "decision_id": of["decision"]},
        "POST /v1/spaces/{space}/mandates": {"starts_on": "2030-01-01", "decision_id": of["decision"]},
        "POST /v1/spaces/{space}/mandates/{mandate}/end": {
            "decision_id": of["decision"],
            "consequences": "not seen",
        },
        "POST /v1/spaces/{space}/comments": {"content": "Who would lead it?"},
        "POST /v1/memberships/{membership}/term-exemption": {"reason": "It hosts the network."},
        "POST /v1/organisations": {"name": "A new body", "type": "other"},
        "POST /v1/members": {"full_name": "Somebody"},
        "POST /v1/memberships": {"space_id": of["community"], "member_id": of["member"]},
        "POST /v1/memberships/{membership}/end": {"reason": "They asked."},
        "PATCH /v1/memberships/{membership}": {"reason": "A slip.", "starts_on": "2025-03-02"},
        "PUT /v1/memberships/{membership}/representatives/{role}": {"member_id": of["colleague"]},
        "POST /v1/applications": _application(of),
        "POST /v1/applications/{application}/decision": {"outcome": "declined", "reason": "No room."},
        "POST /v1/applications/{application}/withdrawal": {},
        "POST /v1/eligibility": {"space_id": of["community"], **_holder(of)},
        "POST /v1/decisions": {
            "body_id": of["steering_group"],
            "subject_type": "application",
            "subject_id": of["application"],
            "outcome": "approved",
            "decided_on": "2026-05-01",
            "minutes_reference": "Minutes 1",
        },
        "POST /v1/clients": {"name": "A script", "organisation_id": of["organisation"], "scopes": ["all"]},
        "POST /v1/organisations/{organisation}/focal-points": {"member_id": of["member"]},
        "POST /v1/members/{member}/email-changes": {"email": "new@example.org"},
        "POST /v1/members/{member}/email-changes/{challenge}/confirmation": {"code": "12345678"},
        "POST /v1/members/{member}/consents": {}
        if of["acts_for"] == "self"
        else {"given_on": "2026-05-01", "source": "a letter"},
        "POST /v1/me/credentials": {"enrolment_code": "none", "password": "seven quiet herons over Kakuma"},
        "POST /v1/me/credentials/confirmation": {"totp": "123456"},
        "POST /v1/me/password": {
            "current_password": "x",
            "totp": "123456",
            "password": "seven quiet herons over Kakuma",
        },
        "POST /v1/sign-in-codes": {"email": "somebody@example.org"},
        "POST /v1/registrations": {"email": "new@example.org", "full_name": "New", "consent": True},
    }
    return forms.get(str(operation), {} if operation.takes_json else None)


def _holder(of: World) -> dict[str, Any]:
    if of["acts_for"] == "organisation":
        return {"organisation_id": of["organisation"]}
    return {"member_id": of["member"]}


def _application(of: World) -> dict[str, Any]:
    if of["acts_for"] == "organisation":
        people = [{"role": "primary", "member_id": of["colleague"]}]
        return {"space_id": of["group"], "representatives": people, **_holder(of)}
    return {"space_id": of["team"], **_holder(of)}


def let_in(answer: Response) -> bool:
    """Past who one is and what one may: what is said after that is about the thing, or what was sent."""
    if answer.status_code not in REFUSED:
        return True
    return bool(answer.json()["code"] in PAST_THE_GATE)


async def caller(api: Api, build: Build, role: Role) -> tuple[AsyncClient, World]:
    """Somebody of this role, and the world in which they have it."""
    own, who = await world(build, role)
    if role in PEOPLE:
        assert who is not None
        return await api.as_person(who, two_factors=role in TWO_FACTORS), own
    of = (
        await build.session.get(Organisation, own["organisation"])
        if role is Role.organisation_client
        else None
    )
    client = await api.as_role(role, of)
    client.headers.update(FROM_THE_DASHBOARD)
    return client, own


async def asserted(api: Api, build: Build, connection: AsyncConnection, role: Role) -> dict[Cell, bool]:
    """Every operation, sent by this role about its own world and about another's; nothing of it stays."""
    client, own = await caller(api, build, role)
    others, _ = await world(build, role)
    found: dict[Cell, bool] = {}
    for operation in ALL:
        for whose, of in ((OWN, own), (OTHERS, others)):
            nested = await connection.begin_nested()
            found[str(operation), role, whose] = let_in(await send(client, operation, of))
            await nested.rollback()
    return found


async def send(client: AsyncClient, operation: Described, of: World) -> Response:
    headers = {"If-Match": "*"} if operation.is_conditional else {}
    options: dict[str, Any] = {"headers": headers}
    if (body := form(operation, of)) is not None:
        options["json"] = body
    elif operation.method == "post" and "import" in operation.path:
        options |= {"content": b"full_name\nAmina\n", "headers": headers | {"Content-Type": "text/csv"}}
    return await client.request(operation.method, of.address(operation.path), **options)


def written() -> dict[Cell, bool]:
    """The table of who_may_do.md: `any` of them, one's `own` only, or a dot for none."""
    return dict(_cells(TABLE.read_text(encoding="utf-8")))


def _cells(text: str) -> Iterator[tuple[Cell, bool]]:
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    (_, *roles), _, *rows = lines
    for operation, *cells in rows:
        for role, cell in zip(roles, cells, strict=True):
            assert cell in {"any", "own", "·"}, f"{operation} × {role}: {cell}"
            yield (operation.strip("`"), role, OWN), cell != "·"
            yield (operation.strip("`"), role, OTHERS), cell == "any"


def drawn(found: dict[Cell, bool]) -> str:
    """The table as found, to be read by somebody before it is believed."""
    roles = [role.value for role in Role]
    lines = [f"| operation | {' | '.join(roles)} |", f"|---{'|---' * len(roles)}|"]
    for operation in dict.fromkeys(operation for operation, _, _ in found):
        cells = []
        for role in roles:
            own, others = found[operation, role, OWN], found[operation, role, OTHERS]
            cells.append("any" if others else "own" if own else "·")
        lines.append(f"| `{operation}` | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
