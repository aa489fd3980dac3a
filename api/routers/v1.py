"""Every router of version 1."""

from fastapi import APIRouter

from api.routers import (
    applications,
    decisions,
    eligibility,
    imports,
    members,
    memberships,
    organisations,
    rules,
    spaces,
)

router = APIRouter()
for noun in (
    rules,
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
