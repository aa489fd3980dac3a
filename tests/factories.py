"""Rows for tests, whole and legal: `await build.space("workstream")` brings its working group, mandate, state and slug.

What a row rests on is made where it is not given. Every method flushes and fires the deferred constraints at once, so
a row that breaks a rule fails here and not in the request that follows. `**columns` sets any column of the row itself.
"""

from datetime import date
from typing import Any

from sqlalchemy import select

from api import clock
from api.models import (
    Application,
    ApplicationRepresentative,
    Call,
    Mandate,
    Member,
    Membership,
    Organisation,
    Representative,
    Space,
)
from api.rules.enums import (
    ApplicationStatus,
    EndReason,
    Kind,
    RepresentativeRole,
)
from api.rules.lifecycle import add_years
from api.rules.rulebook_types import TypeRule
from api.services import rulebooks
from tests.days import LONG_AGO
from tests.factories_ground import FIRE_DEFERRED, SECRETARIAT, Ground, Holder

__all__ = ["FIRE_DEFERRED", "SECRETARIAT", "Build", "Holder"]

OPEN = (ApplicationStatus.submitted, ApplicationStatus.under_review)


class Build(Ground):
    """Builders over one session; nothing is committed here."""

    # --- seats

    async def seat(
        self,
        space: Space,
        holder: Holder,
        *,
        starts_on: date = LONG_AGO,
        ends_on: date | None = None,
        primary: Member | None = None,
        alternate: Member | None = None,
        **columns: Any,
    ) -> Membership:
        """A seat of an organisation or a member, in the mandate of its first day.

        A workstream's seat brings the organisation's seat in the parent working group where there is none.
        """
        rule = rulebooks.in_force(starts_on).types[space.type]
        seat = Membership(
            space_id=space.id,
            space_type=space.type,
            starts_on=starts_on,
            ends_on=ends_on,
            **{
                "rulebook": 1,
                **_held_by(holder),
                **await self._rests_on(space, holder, rule, starts_on, columns),
            },
        )
        if ends_on is not None and seat.end_reason is None:
            seat.end_reason = EndReason.withdrawn
        await self.rows(seat)
        for role, person in (
            (RepresentativeRole.primary, primary),
            (RepresentativeRole.alternate, alternate),
        ):
            if person is not None:
                await self.representative(seat, person, role=role)
        return seat

    async def _rests_on(
        self, space: Space, holder: Holder, rule: TypeRule, on: date, columns: dict[str, Any]
    ) -> dict[str, Any]:
        """The columns through which PostgreSQL holds the rules; none of them for history and what was overridden."""
        made = dict(columns)
        if made.get("overridden"):
            made = {"override_reason": "Agreed by the secretariat", "override_by": space.id, **made}
        if rule.lasting.term and not made.get("historic"):
            made.setdefault("due_on", add_years(on, rule.lasting.term.years))
        if rule.has_mandates and not made.get("historic") and "mandate_id" not in made:
            mandates = select(Mandate.id).where(Mandate.space_id == space.id, Mandate.during.contains(on))
            made["mandate_id"] = await self.session.scalar(mandates)
        free = made.get("historic") or "parent_wg_seat_required" in made.get("overridden", ())
        if (
            rule.needs_parent_seat
            and isinstance(holder, Organisation)
            and not free
            and "within_space_id" not in made
        ):
            made["within_space_id"] = space.parent_id
            held = select(Membership.id).where(
                Membership.space_id == space.parent_id,
                Membership.organisation_id == holder.id,
                Membership.during.contains(on),
            )
            if await self.session.scalar(held) is None:
                await self.seat(await self.session.get_one(Space, space.parent_id), holder, starts_on=on)
        return made

    async def representative(
        self,
        seat: Membership,
        member: Member,
        *,
        role: RepresentativeRole | str = RepresentativeRole.primary,
        starts_on: date | None = None,
        ends_on: date | None = None,
        agreed: bool = True,
        **columns: Any,
    ) -> Representative:
        """Who fills an organisation's seat: for all of it, unless days are given."""
        starts_on = starts_on or seat.starts_on
        return await self._row(
            Representative(
                membership_id=seat.id,
                space_id=seat.space_id,
                role=RepresentativeRole(role),
                member_id=member.id,
                starts_on=starts_on,
                ends_on=ends_on or seat.ends_on,
                agreed_on=starts_on if agreed else None,
                **columns,
            )
        )

    async def application(
        self,
        space: Space,
        holder: Holder,
        *,
        status: ApplicationStatus | str = ApplicationStatus.submitted,
        primary: Member | None = None,
        alternate: Member | None = None,
        call: Call | None = None,
        **columns: Any,
    ) -> Application:
        """An application; closed ones were decided now, declined ones with a reason."""
        status = ApplicationStatus(status)
        if status not in OPEN:
            columns = {"decided_at": clock.now(), "decided_by": space.id, **columns}
        if status is ApplicationStatus.declined:
            columns.setdefault("decision_reason", "No room this year.")
        application = await self._row(
            Application(
                space_id=space.id,
                space_type=space.type,
                status=status,
                call_id=call.id if call else None,
                **{
                    "rulebook": 1,
                    "submitted_by": holder.id,
                    "submitted_at": clock.now(),
                    **_held_by(holder),
                    **columns,
                },
            )
        )
        people = ((RepresentativeRole.primary, primary), (RepresentativeRole.alternate, alternate))
        await self.rows(
            *(
                ApplicationRepresentative(application_id=application.id, role=role, member_id=person.id)
                for role, person in people
                if person is not None
            )
        )
        return application


def _held_by(holder: Holder) -> dict[str, Any]:
    if isinstance(holder, Organisation):
        return {"kind": Kind.institutional, "organisation_id": holder.id}
    return {"kind": Kind.individual, "member_id": holder.id}
