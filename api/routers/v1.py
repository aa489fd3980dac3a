"""Every router of version 1."""

from fastapi import APIRouter

from api.routers import (
    applications,
    audit,
    clients,
    decisions,
    eligibility,
    focal_points,
    imports,
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
    organisations,
    focal_points,
    members,
    personal,
    memberships,
    applications,
    clients,
    eligibility,
    decisions,
    imports,
    signals,
    statistics,
    audit,
):
    router.include_router(noun.router)
