"""What a record keeps of an override: the codes that gave way, why, and by whom (R3)."""

from collections.abc import Iterable

from api.errors import ConfirmationRequired
from api.models import Application, Leader, Membership, Space
from api.rules.findings import Finding, overridden_codes
from api.rules.permissions import Actor


def keep(
    row: Application | Leader | Membership | Space,
    judged: Iterable[Finding],
    reason: str | None,
    *,
    by: Actor,
) -> None:
    """Add the codes to those already on the record; the latest reason given stands beside them.

    A person must just have proved who they are."""
    codes = set(overridden_codes(judged))
    if codes and not by.confirmed:
        raise ConfirmationRequired
    if codes and reason is not None:
        row.overridden = sorted({*(row.overridden or ()), *codes})
        row.override_reason, row.override_by = reason, by.id
