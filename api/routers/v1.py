"""Every router of version 1."""

from fastapi import APIRouter

from api.routers import (
    applications,
    audit,
    decisions,
    eligibility,
    imports,
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
    organisations,
    members,
    personal,
    memberships,
    applications,
    eligibility,
    decisions,
    imports,
    audit,
):
    router.include_router(noun.router)
