"""Consent, as it is sent."""

from pydantic import Field

from api.schemas.base import Answer, Body, Day, Line, Text
from api.schemas.members import ConsentRecord


class ConsentForm(Body):
    """A person sends nothing: it is given now. The secretariat says when and how the person agreed."""

    given_on: Day | None = None
    source: Line | None = Field(None, examples=["signed form of the Nairobi workshop"])


class ConsentWithdrawal(Body):
    reason: Text | None = None


class ConsentList(Answer):
    items: list[ConsentRecord]
