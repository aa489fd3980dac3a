"""Consent, as it is sent."""

from pydantic import Field

from api.schemas.base import Body, Day, Line, Text


class ConsentForm(Body):
    """A person sends nothing: it is given now. The secretariat says when and how the person agreed."""

    given_on: Day | None = None
    source: Line | None = Field(None, examples=["signed form of the Nairobi workshop"])


class ConsentWithdrawal(Body):
    reason: Text | None = None
