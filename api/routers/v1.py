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
    leaders,
    me,
    members,
    memberships,
    organisations,
    personal,
    rules,
    sessions,
    spaces,
)

router = APIRouter()
for noun in (
    rules,
    sessions,
    me,
    spaces,
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
    imports,
    audit,
):
    router.include_router(noun.router)
