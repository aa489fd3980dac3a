"""Organisations, and people with all they were: status, consent, where they work."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from api.demo.content import Organisation, Person
from api.demo.ids import DEMO, Ids, at
from api.demo.judging import Judge
from api.models import (
    Affiliation,
    Base,
    Consent,
    FocalPoint,
    Member,
    MemberReference,
    MemberState,
    OrganisationAlias,
    OrganisationSlug,
    Partnership,
)
from api.models import Organisation as OrganisationRow
from api.rules.enums import MemberStatus
from api.services import emails


def rows(judge: Judge) -> Iterator[tuple[type[Base], list[dict[str, Any]]]]:
    ids, bodies, people = judge.ids, judge.plan.organisations, judge.plan.people
    yield OrganisationRow, [_organisation(ids, body) for body in bodies]
    yield OrganisationSlug, [_slug(ids, body) for body in bodies]
    yield OrganisationAlias, [row for body in bodies for row in _aliases(ids, body)]
    yield Partnership, [row for body in bodies for row in _partnerships(ids, body)]
    yield Member, [_member(ids, person) for person in people]
    yield MemberReference, [_reference(ids, person) for person in people]
    yield MemberState, [row for person in people for row in _states(ids, person)]
    yield Consent, [row for person in people for row in _consents(ids, person)]
    yield Affiliation, [row for person in people for row in _affiliations(ids, person)]
    yield FocalPoint, list(_focal_points(judge))


def _organisation(ids: Ids, body: Organisation) -> dict[str, Any]:
    since = ids.known_since[body.slug]
    changes = [day for period in body.partnerships for day in (period.starts_on, period.ends_on) if day]
    return {
        "id": ids.organisations[body.slug],
        "name": body.name,
        "short_name": body.short_name,
        "slug": body.slug,
        "type": body.type,
        "country": body.country,
        "website": body.website,
        "parent_id": ids.organisations[body.parent] if body.parent else None,
        "created_at": at(since),
        "updated_at": at(max([since, *changes])),
    }


def _slug(ids: Ids, body: Organisation) -> dict[str, Any]:
    return {
        "organisation_id": ids.organisations[body.slug],
        "slug": body.slug,
        "starts_on": ids.known_since[body.slug],
    }


def _aliases(ids: Ids, body: Organisation) -> Iterator[dict[str, Any]]:
    for alias in body.aliases:
        yield {
            "organisation_id": ids.organisations[body.slug],
            "name": alias.name,
            "language": alias.language,
            "ends_on": alias.ends_on,
        }


def _partnerships(ids: Ids, body: Organisation) -> Iterator[dict[str, Any]]:
    for period in body.partnerships:
        yield {
            "organisation_id": ids.organisations[body.slug],
            "starts_on": period.starts_on,
            "ends_on": period.ends_on,
        }


def _member(ids: Ids, person: Person) -> dict[str, Any]:
    known_on, changed_on = person.states[0].starts_on, person.states[-1].starts_on
    return {
        "id": ids.members[person.email],
        "full_name": person.full_name,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": person.email,
        "email_key": emails.key(person.email),
        "country": person.country,
        "languages": list(person.languages),
        "topics": list(person.topics),
        "status": person.status,
        "created_at": at(known_on),
        "updated_at": at(max([changed_on, *_moves(person, known_on)])),
    }


def _moves(person: Person, since: date) -> Iterable[date]:
    days = (day for post in person.affiliations for day in (post.starts_on, post.ends_on))
    return (day for day in days if day is not None and day > since)


def _reference(ids: Ids, person: Person) -> dict[str, Any]:
    """As a list of the secretariat's own."""
    return {"member_id": ids.members[person.email], "external_ref": person.external_ref}


def _states(ids: Ids, person: Person) -> Iterator[dict[str, Any]]:
    for state in person.states:
        yield {
            "member_id": ids.members[person.email],
            "status": state.status,
            "starts_on": state.starts_on,
            "ends_on": state.ends_on,
        }


def _consents(ids: Ids, person: Person) -> Iterator[dict[str, Any]]:
    if person.consent is not None:
        yield {
            "member_id": ids.members[person.email],
            "given_on": person.consent.given_on,
            "source": person.consent.source,
        }


def _focal_points(judge: Judge) -> Iterator[dict[str, Any]]:
    """For each partner, the active member who has confirmed for longest that they work there."""
    today, ids = judge.plan.today, judge.ids
    found: dict[str, tuple[date, str]] = {}
    for person in judge.plan.people:
        for post in person.affiliations if person.status is MemberStatus.active else ():
            confirmed = post.confirmed_on
            if confirmed and post.starts_on <= today and (post.ends_on is None or post.ends_on > today):
                found[post.organisation] = min(
                    (confirmed, person.email), found.get(post.organisation, (today, "~"))
                )
    for body in judge.plan.organisations:
        if body.slug in found and body.is_partner_on(today):
            since, email = found[body.slug]
            yield {
                "organisation_id": ids.organisations[body.slug],
                "member_id": ids.members[email],
                "starts_on": since,
                "confirmed_at": at(since),
                "named_by": DEMO.id,
                "created_at": at(since),
                "updated_at": at(since),
            }


def _affiliations(ids: Ids, person: Person) -> Iterator[dict[str, Any]]:
    for post in person.affiliations:
        yield {
            "member_id": ids.members[person.email],
            "organisation_id": ids.organisations[post.organisation],
            "job_title": post.job_title,
            "confirmed_on": post.confirmed_on,
            "starts_on": post.starts_on,
            "ends_on": post.ends_on,
        }
