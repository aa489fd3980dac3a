"""Every router of version 1."""

from fastapi import APIRouter

from api.routers import organisations

router = APIRouter()
for noun in (organisations,):
    router.include_router(noun.router)
