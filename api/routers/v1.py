"""Every router of version 1."""

from fastapi import APIRouter

from api.routers import (
    applications,
    audit,
    clients,
    comments,
    decisions,
    eligibility,
    focal_points,
    imports,
    leaders,
    linkages,
    mandates,
    me,
    members,
    memberships,
    network,
    organisations,
    personal,
    plans,
    rules,
    sessions,
    signals,
    spaces,
    statistics,
    tasks,
)

router = APIRouter()
for noun in (
    rules,
    sessions,
    me,
    spaces,
    tasks,
    plans,
    linkages,
    network,
    mandates,
    leaders,
    organisations,
    focal_points,
    members,
    personal,
    memberships,
    applications,
    clients,
    eligibility,
    decisions,
    comments,
    imports,
    signals,
    statistics,
    audit,
):
    router.include_router(noun.router)
