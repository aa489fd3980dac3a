"""Every router of version 1."""

from fastapi import APIRouter

from api.routers import (
    applications,
    decisions,
    eligibility,
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
    members,
    memberships,
    applications,
    eligibility,
    decisions,
    imports,
):
    router.include_router(noun.router)
