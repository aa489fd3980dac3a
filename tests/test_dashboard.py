"""The dashboard's own server: what it caches, what it forbids, and where it says the API is."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api import dashboard
from api.settings import CHECKOUT, Settings


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>The page</title>")
    (tmp_path / "assets" / "index-1a2b.js").write_text("let a")
    return tmp_path


@pytest.fixture
async def pages(dist: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = dashboard.create_app(Settings(), 8000, dist)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:5173"
    ) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/cheat-sheet", "/spaces/advocacy?tab=roster", "/index.html"])
async def test_every_page_is_the_one_page_and_asked_for_anew(pages: httpx.AsyncClient, path: str) -> None:
    answer = await pages.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    assert "The page" in answer.text


async def test_a_file_with_a_digest_in_its_name_is_kept_for_ever(pages: httpx.AsyncClient) -> None:
    assert "immutable" in (await pages.get("/assets/index-1a2b.js")).headers["cache-control"]


@pytest.mark.parametrize("path", ["/assets/index-old.js", "/nothing.json", "/../pyproject.toml"])
async def test_a_file_that_is_not_there_is_not_answered_by_the_page(
    pages: httpx.AsyncClient, path: str
) -> None:
    answer = await pages.get(path)
    assert answer.status_code == 404
    assert "immutable" not in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/", "/assets/index-1a2b.js", "/config.json", "/nothing.json"])
async def test_every_answer_keeps_foreign_scripts_and_frames_out(pages: httpx.AsyncClient, path: str) -> None:
    headers = (await pages.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'; connect-src 'self' http://127.0.0.1:8000; " in policy
    assert "frame-ancestors 'none'" in policy and "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "api"),
    [
        ("127.0.0.1:5173", "http://127.0.0.1:8000"),
        ("localhost:5173", "http://localhost:8000"),  # one site with the page, or its cookie would not come
        ("elsewhere.example", "http://127.0.0.1:8000"),
        ("localhost; script-src *", "http://127.0.0.1:8000"),
        ("[::1", "http://127.0.0.1:8000"),
    ],
)
async def test_the_api_is_on_the_pages_own_host(pages: httpx.AsyncClient, host: str, api: str) -> None:
    answer = await pages.get("/config.json", headers={"Host": host})
    assert answer.json() == {"api": api}
    assert f"connect-src 'self' {api};" in answer.headers["content-security-policy"]


async def test_a_setting_names_an_api_that_is_elsewhere(dist: Path) -> None:
    app = dashboard.create_app(Settings(api_url="https://api.spaces.example/"), 8000, dist)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
        assert (await client.get("/config.json")).json() == {"api": "https://api.spaces.example"}


def test_the_image_sends_the_same_headers() -> None:
    """frontend/nginx.conf.template is the dashboard's server where it is deployed on its own."""
    said = (CHECKOUT / "frontend" / "nginx.conf.template").read_text(encoding="utf-8")
    for name, value in dashboard.HEADERS.items():
        assert f'add_header {name} "{value}" always;' in said
    assert dashboard.POLICY.format(api="${INEE_API_URL}") in said
    assert dashboard.FOR_EVER in said
