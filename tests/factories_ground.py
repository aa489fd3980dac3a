"""What stands before anybody takes a seat: spaces with their states and mandates, organisations and people."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import (
    Affiliation,
    Application,
    Base,
    Call,
    Consent,
    Decision,
    Mandate,
    Member,
    MemberReference,
    MemberState,
    Organisation,
    Plan,
    Space,
    SpaceSlug,
    SpaceState,
    StructuralLink,
    Task,
)
from api.rules.enums import (
    Admission,
    DecisionOutcome,
    DecisionSubject,
    EndReason,
    MemberStatus,
    OrganisationType,
    Scope,
    SpaceStatus,
    SpaceType,
    StructuralLinkKind,
    TaskStatus,
)
from api.rules.lifecycle import add_years, workstream_due_on
from api.rules.permissions import service_client
from api.schemas.organisations import Alias, OrganisationCreate, PartnerPeriod
from api.services import organisations, rulebooks
from tests.days import LONG_AGO

SECRETARIAT = service_client(UUID(int=1))
LANGUAGES = ("ar", "fr", "pt", "es", "sw", "uk", "my", "so", "ps", "tr", "bn", "am")
CONSENTED = (MemberStatus.active, MemberStatus.external, MemberStatus.suspended, MemberStatus.left)

# What a COMMIT would ask, asked now: in one round trip, for every row of every test does it.
FIRE_DEFERRED = text("DO $$ BEGIN SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; END $$")

SUBJECTS = {
    Space: DecisionSubject.space,
    Application: DecisionSubject.application,
    Plan: DecisionSubject.plan,
}
Holder = Organisation | Member
R = TypeVar("R", bound=Base)
_numbers = count(1)


class Ground:
    """Builders of what seats rest on; `Build` in factories.py has them all."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def rows(self, *rows: Base) -> None:
        """Add rows as they are, and ask every constraint now."""
        self.session.add_all(rows)
        await self.session.flush()
        await self.session.execute(FIRE_DEFERRED)

    async def _row(self, row: R) -> R:
        await self.rows(row)
        return row

    # --- spaces

    async def space(
        self,
        type: SpaceType | str = SpaceType.working_group,
        *,
        status: SpaceStatus | str = SpaceStatus.active,
        name: str | None = None,
        slug: str | None = None,
        parent: Space | None = None,
        working_groups: Sequence[Space] | None = None,
        supports: Sequence[Space] | None = None,
        language: str | None = None,
        starts_on: date = LONG_AGO,
        ends_on: date | None = None,
        mandate: tuple[date, date] | bool = True,
        **columns: Any,
    ) -> Space:
        """A space with its state, slug, links and (active working groups) mandate `(starts_on, due_on)`.

        What its type asks for is made where not given: the parent of a workstream, the two working groups of a
        collaborative, what a reference group supports, a language. `mandate=False`: between mandates.
        """
        type, status, number = SpaceType(type), SpaceStatus(status), next(_numbers)
        rule = rulebooks.in_force(starts_on).types[type]
        if parent is None and rule.structure.parent_type:
            parent = await self.space(rule.structure.parent_type, starts_on=starts_on)
        if working_groups is None:
            working_groups = [await self.space() for _ in range(rule.structure.working_groups_min)]
        if supports is None:
            supports = [await self.space() for _ in range(rule.structure.supports_min)]
        if language is None and rule.structure.needs_language:
            language = LANGUAGES[number % len(LANGUAGES)]
        if type is SpaceType.workstream:
            columns.setdefault("due_on", workstream_due_on(starts_on, None))
        if status is SpaceStatus.disbanded:
            ends_on = ends_on or clock.today()
            columns.setdefault("end_reason", EndReason.closed_by_decision)
        space = Space(
            type=type,
            name=name or f"{type.value.replace('_', ' ').title()} {number}",
            slug=slug or f"space-{number}",
            status=status,
            parent_id=parent.id if parent else None,
            language=language,
            starts_on=starts_on if status in (SpaceStatus.active, SpaceStatus.disbanded) else None,
            ends_on=ends_on,
            **{"scope": Scope.global_, "admission": Admission.standing, "rulebook": 1, **columns},
        )
        await self.rows(space)
        await self.rows(*self._dated(space, starts_on, working_groups, supports))
        if rule.has_mandates and mandate and status is SpaceStatus.active:
            whole = (starts_on, add_years(starts_on, rule.lasting.mandate_years or 3))
            await self.mandate(space, *(mandate if isinstance(mandate, tuple) else whole))
        return space

    @staticmethod
    def _dated(
        space: Space, since: date, working_groups: Sequence[Space], supports: Sequence[Space]
    ) -> list[Base]:
        what: dict[str, Any] = {"space_id": space.id, "type": space.type, "parent_id": space.parent_id}
        if space.status is SpaceStatus.disbanded:
            states = [
                SpaceState(**what, status=SpaceStatus.active, starts_on=since, ends_on=space.ends_on),
                SpaceState(**what, status=space.status, starts_on=space.ends_on),
            ]
        else:
            states = [SpaceState(**what, status=space.status, starts_on=since)]
        links = [
            StructuralLink(space_id=space.id, target_id=target.id, kind=kind, starts_on=since)
            for kind, targets in (
                (StructuralLinkKind.sponsor, working_groups),
                (StructuralLinkKind.supports, supports),
            )
            for target in targets
        ]
        return [*states, *links, SpaceSlug(space_id=space.id, slug=space.slug, starts_on=since)]

    async def mandate(
        self, space: Space, starts_on: date, due_on: date, ends_on: date | None = None
    ) -> Mandate:
        return await self._row(
            Mandate(
                space_id=space.id, starts_on=starts_on, ends_on=ends_on, due_on=due_on, first_due_on=due_on
            )
        )

    async def call(
        self, space: Space, *, opens_at: datetime | None = None, closes_at: datetime | None = None
    ) -> Call:
        """A call for applications; open today, unless said otherwise."""
        opens_at = opens_at or clock.now() - timedelta(days=7)
        return await self._row(
            Call(
                space_id=space.id,
                title=f"Call {next(_numbers)}",
                opens_at=opens_at,
                closes_at=closes_at or opens_at + timedelta(days=30),
            )
        )

    async def task(self, space: Space, *, status: TaskStatus | str = TaskStatus.open, **columns: Any) -> Task:
        """Something the space has to do; what is not open was closed today."""
        status = TaskStatus(status)
        closed = {} if status is TaskStatus.open else {"closed_on": clock.today()}
        values = {"title": f"Task {next(_numbers)}", "starts_on": LONG_AGO, **closed, **columns}
        return await self._row(Task(space_id=space.id, status=status, **values))

    async def decision(
        self,
        subject: Space | Application | Plan,
        *,
        body: Space | None = None,
        about: DecisionSubject | str | None = None,
        outcome: DecisionOutcome | str = DecisionOutcome.approved,
        decided_on: date | None = None,
    ) -> Decision:
        """A recorded decision (R17), of the Steering Group unless `body` is given."""
        body = body or await self.session.scalar(select(Space).where(Space.type == SpaceType.steering_group))
        default = SUBJECTS[type(subject)]
        return await self._row(
            Decision(
                body_id=(body or await self.space(SpaceType.steering_group)).id,
                subject_type=DecisionSubject(about or default),
                subject_id=subject.id,
                outcome=DecisionOutcome(outcome),
                decided_on=decided_on or clock.today(),
                minutes_reference=f"Minutes {next(_numbers)}",
                recorded_by=subject.id,
            )
        )

    # --- organisations and people

    async def organisation(
        self,
        name: str | None = None,
        *,
        type: OrganisationType | str = OrganisationType.international_ngo,
        partner: bool | date = False,
        aliases: Sequence[str] = (),
        parent: Organisation | None = None,
        **form: Any,
    ) -> Organisation:
        """Through the service. `partner`: since LONG_AGO, or since a day."""
        since = LONG_AGO if partner is True else partner
        made = await organisations.create(
            self.session,
            OrganisationCreate(
                name=name or f"Organisation {next(_numbers)}",
                type=OrganisationType(type),
                partner=PartnerPeriod(starts_on=since) if since else None,
                aliases=[Alias(name=alias) for alias in aliases],
                parent_id=parent.id if parent else None,
                **form,
            ),
            by=SECRETARIAT,
        )
        return await self.session.get_one(Organisation, made.id)

    async def member(
        self,
        full_name: str | None = None,
        *,
        status: MemberStatus | str = MemberStatus.active,
        consent: bool | None = None,
        email: str | None = "",
        organisation: Organisation | None = None,
        external_ref: str | None = None,
        since: date = LONG_AGO,
        **columns: Any,
    ) -> Member:
        """A person with their state, a consent (unless unconfirmed or erased, or as told), and an affiliation.

        `email=None`: has none; left out: one of their own.
        """
        status, number = MemberStatus(status), next(_numbers)
        email = f"person{number}@example.org" if email == "" else email
        member = await self._row(
            Member(
                full_name=full_name or f"Person {number}",
                email=email,
                status=status,
                **{
                    "email_key": email.casefold() if email else None,
                    "country": "KE",
                    "languages": ["en"],
                    **columns,
                },
            )
        )
        await self.rows(MemberState(member_id=member.id, status=status, starts_on=since))
        if consent if consent is not None else status in CONSENTED:
            await self.rows(Consent(member_id=member.id, given_on=since, source="membership form"))
        if external_ref is not None:
            await self.rows(MemberReference(member_id=member.id, external_ref=external_ref))
        if organisation is not None:
            await self.affiliation(member, organisation, starts_on=since)
        return member

    async def affiliation(
        self,
        member: Member,
        organisation: Organisation,
        *,
        job_title: str | None = "Education Officer",
        starts_on: date = LONG_AGO,
        ends_on: date | None = None,
        confirmed: bool = True,
    ) -> Affiliation:
        return await self._row(
            Affiliation(
                member_id=member.id,
                organisation_id=organisation.id,
                job_title=job_title,
                starts_on=starts_on,
                ends_on=ends_on,
                confirmed_on=starts_on if confirmed else None,
            )
        )
