"""Spaces with all they were: states, slugs, links, mandates, calls and the decisions about them."""

from collections.abc import Iterator
from typing import Any

from api.demo.content import Call, Decision, Mandate, Space
from api.demo.ids import DEMO, Ids, at, of_call, of_decision, of_mandate
from api.demo.judging import Judge, rulebook
from api.demo.ledger import states
from api.demo.network import STEERING_GROUP
from api.models import Base, SpaceSlug, SpaceState, StructuralLink
from api.models import Call as CallRow
from api.models import Decision as DecisionRow
from api.models import Mandate as MandateRow
from api.models import Space as SpaceRow
from api.rules.enums import DecisionOutcome, StructuralLinkKind


def rows(judge: Judge) -> Iterator[tuple[type[Base], list[dict[str, Any]]]]:
    ids, network = judge.ids, judge.plan.network
    spaces = network.spaces
    yield SpaceRow, [_space(ids, space) for space in spaces]
    yield SpaceState, [row for space in spaces for row in _states(ids, space)]
    yield SpaceSlug, [_slug(ids, space) for space in spaces]
    yield StructuralLink, [row for space in spaces for row in _links(ids, space)]
    yield MandateRow, [_mandate(ids, space, mandate) for space in spaces for mandate in space.mandates]
    yield CallRow, [_call(ids, call) for call in network.calls]
    yield DecisionRow, [_decision(ids, made) for space in spaces for made in decisions(space)]


def _space(ids: Ids, space: Space) -> dict[str, Any]:
    return {
        "id": ids.spaces[space.slug],
        "type": space.type,
        "name": space.name,
        "slug": space.slug,
        "purpose": space.purpose,
        "scope": space.scope,
        "status": space.status,
        "parent_id": ids.spaces[space.parent] if space.parent else None,
        "language": space.language,
        "starts_on": space.starts_on,
        "ends_on": space.ends_on,
        "due_on": space.due_on,
        "end_reason": space.end_reason,
        "seat_limit": space.seat_limit,
        "admission": space.admission,
        "rulebook": rulebook(space.proposed_on).version,
        "is_demo": space.demo,
        "created_at": at(space.proposed_on),
        "updated_at": at(space.ends_on or space.starts_on),
    }


def _states(ids: Ids, space: Space) -> Iterator[dict[str, Any]]:
    for status, starts_on, ends_on in states(space):
        yield {
            "space_id": ids.spaces[space.slug],
            "status": status,
            "type": space.type,
            "parent_id": ids.spaces[space.parent] if space.parent else None,
            "starts_on": starts_on,
            "ends_on": ends_on,
        }


def _slug(ids: Ids, space: Space) -> dict[str, Any]:
    """Kept for good, after the end too."""
    return {
        "space_id": ids.spaces[space.slug],
        "slug": space.slug,
        "starts_on": space.proposed_on,
        "ends_on": None,
    }


def _links(ids: Ids, space: Space) -> Iterator[dict[str, Any]]:
    kinds = (
        (StructuralLinkKind.sponsor, space.working_groups),
        (StructuralLinkKind.supports, space.supports),
    )
    for kind, targets in kinds:
        for target in targets:
            yield {
                "space_id": ids.spaces[space.slug],
                "target_id": ids.spaces[target],
                "kind": kind,
                "is_demo": space.links_are_demo,
                "starts_on": space.proposed_on,
                "ends_on": space.ends_on,
            }


def _mandate(ids: Ids, space: Space, mandate: Mandate) -> dict[str, Any]:
    return {
        "id": of_mandate(space, mandate),
        "space_id": ids.spaces[space.slug],
        "starts_on": mandate.starts_on,
        "ends_on": mandate.ends_on,
        "due_on": mandate.due_on,
        "first_due_on": mandate.due_on,
        "created_at": at(mandate.decision.decided_on),
        "updated_at": at(mandate.ends_on or mandate.starts_on),
    }


def _call(ids: Ids, call: Call) -> dict[str, Any]:
    return {
        "id": of_call(call),
        "space_id": ids.spaces[call.space],
        "title": call.title,
        "opens_at": at(call.opens_on),
        "closes_at": at(call.closes_on),
    }


def decisions(space: Space) -> Iterator[Decision]:
    if space.approval is not None:
        yield space.approval
    yield from (mandate.decision for mandate in space.mandates)


def _decision(ids: Ids, decision: Decision) -> dict[str, Any]:
    """By the Steering Group, on the space: a mandate is decided on before there is one to point at."""
    return {
        "id": of_decision(decision),
        "body_id": ids.spaces[STEERING_GROUP],
        "subject_type": decision.subject,
        "subject_id": ids.spaces[decision.space],
        "outcome": DecisionOutcome.approved,
        "decided_on": decision.decided_on,
        "minutes_reference": decision.minutes_reference,
        "recorded_by": DEMO.id,
        "created_at": at(decision.decided_on),
    }
