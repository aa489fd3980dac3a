"""The server's secret: from INEE_SECRET, or beside the embedded server a file made once."""

import os
import secrets
from pathlib import Path

from api import keyed
from api.settings import Settings
from api.startup import NotReady

FILE = "secret"


def configure(settings: Settings) -> None:
    """Give `keyed` its secret; codes, suppressions and everything else keyed last as long as it does."""
    keyed.configure(_of(settings))


def _of(settings: Settings) -> bytes:
    if settings.secret is not None:
        return settings.secret.get_secret_value().encode()
    if settings.embedded:
        return _kept(settings.data_dir / FILE)
    raise NotReady(
        "INEE_SECRET is not set: give the API and the worker the same 32 characters or more,"
        " such as `openssl rand -hex 32` prints, and keep them."
    )


def _kept(path: Path) -> bytes:
    """What the file holds, made by whoever comes first: a link is there whole or not at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{FILE}.{os.getpid()}")
        draft.touch(0o600)
        draft.write_text(secrets.token_hex(32))
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass  # another process of ours was first
        finally:
            draft.unlink()
    return path.read_bytes()
