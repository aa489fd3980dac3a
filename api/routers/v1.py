"""Every router of version 1."""

from fastapi import APIRouter

from api.routers import applications, decisions, eligibility, memberships, organisations, rules, spaces

router = APIRouter()
for noun in (rules, spaces, organisations, memberships, applications, eligibility, decisions):
    router.include_router(noun.router)
