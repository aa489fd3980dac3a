"""One worker's turn: its chance, its callers, and how it sends."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from httpx import AsyncClient, Response

from api.db import Database
from bench.campaign.known import Known
from bench.campaign.ledger import Ledger

T = TypeVar("T")
ONE_KEY = 0.03


class Nothing(Exception):
    """There is nothing to do this to at the moment: the worker tries another operation."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends: the headers that say so, and of what they are."""

    headers: Mapping[str, str]
    organisation_id: UUID | None = None
    member_id: UUID | None = None


@dataclass(slots=True)
class Callers:
    """The secretariat's key, a key for each organisation, and people who are signed in."""

    secretariat: Caller
    organisations: list[Caller]
    people: list[Caller]
    public: Caller


@dataclass(slots=True)
class Turn:
    """What an operation is given. `one` draws; `send` asks the API and notes the answer."""

    client: AsyncClient
    database: Database
    chance: Random
    known: Known
    ledger: Ledger
    callers: Callers
    double: float
    """How often a write is sent by two people at once."""

    def one(self, things: Sequence[T]) -> T:
        if not things:
            raise Nothing
        return self.chance.choice(things)

    def likely(self, share: float) -> bool:
        return self.chance.random() < share

    def whoever(self, *, organisation_id: UUID | None = None, member_id: UUID | None = None) -> Caller:
        """Mostly the secretariat or whose it is; now and then somebody who has no business with it."""
        own = [
            one
            for one in (*self.callers.organisations, *self.callers.people)
            if (organisation_id is not None and one.organisation_id == organisation_id)
            or (member_id is not None and one.member_id == member_id)
        ]
        drawn = self.chance.random()
        if own and drawn < 0.5:
            return self.chance.choice(own)
        if drawn < 0.95:
            return self.callers.secretariat
        return self.chance.choice([*self.callers.organisations, *self.callers.people, self.callers.public])

    def over(self, things: list[T], thing: T) -> None:
        """Known to be done with, mostly: somebody may still come late."""
        if thing in things and self.likely(0.8):
            things.remove(thing)

    async def send(
        self, operation: str, by: Caller, method: str, path: str, body: Any = None, **options: Any
    ) -> Response:
        """One request; a write at times twice at once, as by two people, and a POST under one Idempotency-Key too,
        which must be one effect."""
        headers = {**by.headers, **options.pop("headers", {})}
        if method in {"PATCH", "PUT", "DELETE"}:
            headers.setdefault("If-Match", "*")
        drawn = self.chance.random()
        if method == "POST" and drawn < ONE_KEY:
            return await self._twice(operation, headers, path, body, options)
        if method != "GET" and drawn > 1 - self.double:
            both = (self._once(operation, headers, method, path, body, options) for _ in range(2))
            answers = await asyncio.gather(*both)
            return next((one for one in answers if one.is_success), answers[0])
        return await self._once(operation, headers, method, path, body, options)

    async def _once(
        self,
        operation: str,
        headers: dict[str, str],
        method: str,
        path: str,
        body: Any,
        options: dict[str, Any],
    ) -> Response:
        request_id = str(UUID(int=self.chance.getrandbits(128)))
        answer = await self.client.request(
            method, f"/v1{path}", json=body, headers={**headers, "X-Request-Id": request_id}, **options
        )
        self.ledger.note(operation, request_id, answer)
        return answer

    async def _twice(
        self, operation: str, headers: dict[str, str], path: str, body: Any, options: dict[str, Any]
    ) -> Response:
        key = {"Idempotency-Key": str(UUID(int=self.chance.getrandbits(128)))}
        ids = [str(UUID(int=self.chance.getrandbits(128))) for _ in range(2)]
        answers = await asyncio.gather(
            *(
                self.client.post(
                    f"/v1{path}", json=body, headers={**headers, **key, "X-Request-Id": id_}, **options
                )
                for id_ in ids
            )
        )
        replayed = [answer for answer in answers if "Idempotent-Replayed" in answer.headers]
        good = [answer for answer in answers if answer.is_success]
        # the later one may be refused instead: what may be answered has changed since, or the earlier was refused
        if len(good) - len(replayed) > 1 or len({one.content for one in good}) > 1:
            said = [(one.status_code, one.text[:120]) for one in answers]
            self.ledger.faults.append(f"{operation}: two sends of one key are not one: {said}")
        for id_, answer in zip(ids, answers, strict=True):
            if answer not in replayed:
                self.ledger.note(operation, id_, answer)
        return next((one for one in answers if one not in replayed), answers[0])
