"""Rulebooks in use: those shipped with the code, mirrored in the database so that foreign keys can hold them."""

from datetime import date
from functools import cache

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Rulebook as Row
from api.models import RulebookKind, RulebookType
from api.rules import rulebook
from api.rules.rulebook import Rulebook


class RulebookDiffers(Exception):
    """The stored text of a version and its file are not the same: a rulebook in force is never edited."""


def in_force(on: date) -> Rulebook:
    return rulebook.in_force(rulebook.shipped(), on)


def judging(on: date) -> Rulebook:
    """The rulebook that judges a seat of this day: for history before there was any, the first (R30)."""
    return in_force(max(on, min(book.effective_from for book in rulebook.shipped())))


@cache
def of_version(version: int) -> Rulebook:
    return next(book for book in rulebook.shipped() if book.version == version)


async def verify(session: AsyncSession) -> set[int]:
    """The versions stored; raises `RulebookDiffers` where a file says something else than its stored row."""
    stored = dict((await session.execute(select(Row.version, Row.digest))).all())
    for book in rulebook.shipped():
        if book.version in stored and stored[book.version] != book.digest:
            raise RulebookDiffers(
                f"rulebook {book.version} in the database is not the one in api/rules. A rulebook that has judged "
                f"seats is never edited: restore its file and write version {max(stored) + 1} instead."
            )
    return set(stored)


async def publish(session: AsyncSession) -> list[int]:
    """Store the versions not yet stored, as the owner; the application itself may only read rules."""
    stored = await verify(session)
    fresh = [book for book in rulebook.shipped() if book.version not in stored]
    for book in fresh:
        session.add(
            Row(
                version=book.version,
                starts_on=book.effective_from,
                ends_on=book.effective_until,
                content=book.to_json(),
                digest=book.digest,
            )
        )
        await session.flush()
        for rule in book.types.values():
            key = {"rulebook": book.version, "space_type": rule.type}
            await session.execute(
                insert(RulebookType).values(
                    **key, needs_parent_seat=rule.needs_parent_seat, has_mandates=rule.has_mandates
                )
            )
            await session.execute(insert(RulebookKind), [{**key, "kind": kind} for kind in rule.kinds])
    return [book.version for book in fresh]
