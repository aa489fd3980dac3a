"""The application: settings, lifespan, middleware, routers, error handlers. No logic."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from api import clock, openapi, problems, secret, startup
from api.db import Database
from api.middleware import RequestContext
from api.routers import health, v1
from api.settings import Settings

# What a page of the dashboard may send, and may read, across origins.
SENT = [
    "Accept-Language",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "X-INEE-CSRF",
    "X-Request-Id",
]
READ = ["Content-Disposition", "ETag", "Idempotent-Replayed", "Location", "Retry-After", "X-Request-Id"]


def create_app(settings: Settings | None = None, database: Database | None = None) -> FastAPI:
    """The API over `database`, or over the one that settings name."""
    settings = settings or Settings()
    owned = database is None

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        clock.set_to(settings.clock)
        if owned:
            await startup.check(settings, app.state.database)
            secret.configure(settings)
        yield
        if owned:
            await app.state.database.close()

    app = FastAPI(
        title="INEE Network Spaces",
        version="1",
        openapi_url="/openapi.json",
        docs_url="/docs",
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.settings = settings
    app.state.database = database or Database(settings.database_url)
    problems.install(app)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.dashboard_origins,
        allow_credentials=True,
        allow_methods=["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"],
        allow_headers=SENT,
        expose_headers=READ,
        max_age=600,
    )
    app.add_middleware(RequestContext)
    app.include_router(health.router)
    app.include_router(v1.router, prefix="/v1")
    openapi.install(app)
    return app
