"""Letters to be mailed. Personal data: a row is gone as soon as its letter is sent, or nobody is to get it."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api import clock
from api.models.base import Base, Identified


class Letter(Identified, Base):
    """One letter by its template; a code in it is derived from `challenge_id` and stored nowhere.

    It goes to `email`, or else to the address the member has when it is sent. With neither it goes to nobody: an
    unknown address that asked for a code leaves the same rows as a known one.
    """

    __tablename__ = "letters"

    template: Mapped[str]
    language: Mapped[str | None]
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("members.id", name="letters_member_known"))
    email: Mapped[str | None]
    challenge_id: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
