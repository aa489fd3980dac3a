"""Every router of version 1."""

from fastapi import APIRouter

from api.routers import (
    applications,
    clients,
    decisions,
    eligibility,
    focal_points,
    imports,
    me,
    members,
    memberships,
    organisations,
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
    organisations,
    focal_points,
    members,
    memberships,
    applications,
    clients,
    eligibility,
    decisions,
    imports,
):
    router.include_router(noun.router)
