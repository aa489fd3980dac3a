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
    me,
    members,
    memberships,
    organisations,
    personal,
    rules,
    sessions,
    signals,
    spaces,
    statistics,
)

router = APIRouter()
for noun in (
    rules,
    sessions,
    me,
    spaces,
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
