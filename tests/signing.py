"""Signing in as tests do it: ask for a code, send it, or bring password and second factor."""

from dataclasses import dataclass
from uuid import UUID

import pyotp
from httpx import AsyncClient, Response

from api import clock
from api.errors import COOKIE
from api.models import Credential
from api.services import codes, credentials
from tests.answers import good
from tests.factories import Build
from tests.harness import FROM_THE_DASHBOARD

PASSWORD = "seven quiet herons over Kakuma"


async def ask(client: AsyncClient, address: str) -> UUID:
    """A challenge for this address."""
    answer = await client.post("/v1/sign-in-codes", json={"email": address})
    return UUID(good(answer, 202)["id"])


async def sign_in(client: AsyncClient, **body: object) -> Response:
    return await client.post("/v1/sessions", json=body, headers=FROM_THE_DASHBOARD)


async def with_code(client: AsyncClient, challenge: UUID | str) -> Response:
    """Answer a challenge as whoever reads the mailbox would."""
    id_ = UUID(str(challenge))
    return await sign_in(client, challenge_id=str(id_), code=codes.code(id_))


async def wrong(client: AsyncClient, challenge: UUID) -> Response:
    other = (int(codes.code(challenge)) + 1) % 10**codes.DIGITS
    return await sign_in(client, challenge_id=str(challenge), code=f"{other:0{codes.DIGITS}d}")


def signed_in(client: AsyncClient, answer: Response) -> AsyncClient:
    """The same browser, with the cookie it was given."""
    given = answer.headers["Set-Cookie"].split(";")[0]
    assert given.startswith(f"{COOKIE}=")
    client.headers.update(FROM_THE_DASHBOARD | {"Cookie": given})
    return client


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Somebody with a password and a second factor."""

    id: UUID
    email: str
    secret: str
    recovery_codes: list[str]

    def totp(self, later: int = 0) -> str:
        return pyotp.TOTP(self.secret).generate_otp(int(clock.now().timestamp()) // 30 + later)


async def enrolled(build: Build, *, confirmed: bool = True) -> Enrolled:
    member = await build.member()
    row = Credential(member_id=member.id, recovery_hashes=[], totp_step=0)
    build.session.add(row)
    made = await credentials.set_up(build.session, row, PASSWORD, member)
    row.confirmed_at = clock.now() if confirmed else None
    await build.session.flush()
    assert member.email is not None
    return Enrolled(member.id, member.email, made.totp_secret, made.recovery_codes)
