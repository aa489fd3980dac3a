"""Every router of version 1."""

from fastapi import APIRouter

from api.routers import (
    applications,
    clients,
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
    clients,
    eligibility,
    decisions,
    imports,
):
    router.include_router(noun.router)
