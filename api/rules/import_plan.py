"""From the rows of a list and what is known of the people in it, to a verdict a row. Pure: reads no file, writes nothing.

Same person: `external_ref` first, then the e-mail key; never the name. A blank never erases. A seat in a list passes the
rules of an application (R29), a seat of the past those of history (R30); a refused seat makes the whole row an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from api.rules.eligibility import as_history, eligible, judge
from api.rules.enums import Door, ImportResult, Kind, MemberStatus, Outcome
from api.rules.facts import HolderFacts
from api.rules.findings import Finding
from api.rules.import_facts import Candidate, Known, Person, Seat, SeatWish, Trouble, Verdict
from api.rules.member_lifecycle import judge_member_step
from api.rules.rulebook import RulebookError

__all__ = ["Candidate", "Known", "Person", "Seat", "SeatWish", "Trouble", "Verdict", "plan"]

_REFUSED_AS = {
    "suppressed": ImportResult.suppressed
}  # a preview's row, of which nothing was kept to judge again
NEW = UUID(int=0)  # stands for a person who has no id yet


def plan(candidates: Iterable[Candidate], known: Known) -> list[Verdict]:
    """A verdict for every row, in the order of the file. An earlier row wins over a later one about the same person."""
    planner = _Planner(known)
    return [planner.judge(candidate) for candidate in candidates]


class _Refused(Exception):
    def __init__(self, trouble: Trouble, result: ImportResult = ImportResult.error) -> None:
        super().__init__(trouble.code)
        self.trouble, self.result = trouble, result


class _Planner:
    """Remembers who came in earlier rows, and how many seats those take. A refused row takes nobody's place."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.seen: dict[tuple[str, Any], Candidate] = {}
        self.taken: dict[UUID, int] = {}

    def judge(self, row: Candidate) -> Verdict:
        person = None
        try:
            if row.trouble is not None:
                raise _Refused(row.trouble, _REFUSED_AS.get(row.trouble.code, ImportResult.error))
            person = self._who(row)
            keys = [
                ("ref", row.external_ref),
                ("email", row.email_key),
                ("id", person.id if person else None),
            ]
            keys = [key for key in keys if key[1] is not None]
            self._check_once(row, keys)
            if person is None:
                self._check_suppressed(row)
            verdict = self._verdict(row, person)
        except _Refused as refused:
            told, id_ = refused.trouble, person.id if person else None
            return Verdict(row.row, refused.result, told.field, told.code, told.params, id_)
        self.seen.update(dict.fromkeys(keys, row))
        return verdict

    def _who(self, row: Candidate) -> Person | None:
        by_ref = self.known.by_ref.get(row.external_ref) if row.external_ref else None
        by_email = self.known.by_email.get(row.email_key) if row.email_key else None
        if by_ref and by_email and by_ref.id != by_email.id:
            raise _Refused(Trouble("email", "two_people"), ImportResult.conflict)
        if by_email and row.external_ref and by_email.external_ref not in (None, row.external_ref):
            raise _Refused(Trouble("external_ref", "other_reference"), ImportResult.conflict)
        return by_ref or by_email

    def _check_suppressed(self, row: Candidate) -> None:
        """Who was erased is not brought back by a list, under their address or the list's own name for them."""
        if row.email_key in self.known.suppressed:
            raise _Refused(Trouble("email", "suppressed"), ImportResult.suppressed)
        if row.external_ref in self.known.suppressed_refs:
            raise _Refused(Trouble("external_ref", "suppressed"), ImportResult.suppressed)

    def _check_once(self, row: Candidate, keys: list[tuple[str, Any]]) -> None:
        """One row a person. One address under two references is no twin: it may be a mailbox that people share."""
        earlier = [self.seen[key] for key in keys if key in self.seen]
        if not earlier:
            return
        if all(
            one.external_ref and row.external_ref and one.external_ref != row.external_ref for one in earlier
        ):
            raise _Refused(Trouble("external_ref", "other_reference"), ImportResult.conflict)
        first = min(one.row for one in earlier)
        raise _Refused(Trouble(None, "earlier_row", {"row": first}), ImportResult.duplicate_in_file)

    def _verdict(self, row: Candidate, person: Person | None) -> Verdict:
        if person is None and "full_name" not in row.values:
            raise _Refused(Trouble("full_name", "required"))
        consent = _new_consent(row, person)
        status = _status(row, person, consent is not None)
        _check_mailbox(row, person)
        values = _new_values(row, person)
        reference = row.external_ref if person is None or person.external_ref != row.external_ref else None
        organisation_id, job_title, works = self._affiliation(row, person, status)
        seat = self._seat(row, person, status, consent is not None)
        moved = person is None or status is not person.status
        told = {"status": moved, "consent_date": consent, "external_ref": reference, "space": seat}
        changed = {*values, *works, *(name for name, what in told.items() if what)}
        result = (
            ImportResult.created
            if person is None
            else ImportResult.updated
            if changed
            else ImportResult.unchanged
        )
        return Verdict(
            row.row,
            result,
            member_id=person.id if person else None,
            changed=tuple(sorted(changed)),
            values=values,
            before={name: person.values.get(name) for name in values} if person else {},
            status=status if moved else None,
            consent=consent,
            external_ref=reference,
            organisation_id=organisation_id if works else None,
            job_title=job_title if works else None,
            seat=seat,
        )

    def _affiliation(
        self, row: Candidate, person: Person | None, status: MemberStatus
    ) -> tuple[UUID | None, str | None, tuple[str, ...]]:
        """Which organisation, with which title, and the fields of it that change. Organisations are never created."""
        if row.organisation is None:
            return None, None, ()
        id_ = _the_one(self.known.organisations, row.organisation, "organisation")
        if status is MemberStatus.left:  # who leaves, leaves every organisation's side too (R33)
            return None, None, ()
        held = person.works_at if person else {}
        title = row.job_title or held.get(id_)
        if id_ not in held:
            return id_, title, ("organisation",)
        return id_, title, ("job_title",) if title != held[id_] else ()

    def _seat(
        self, row: Candidate, person: Person | None, status: MemberStatus, consents: bool
    ) -> Seat | None:
        wish = row.seat
        if wish is None:
            return None
        today = self.known.day
        space_id = _the_one(self.known.spaces, wish.space, "space")
        if person and _held(person, space_id, wish, today):
            return None
        if wish.ends_on is not None and wish.ends_on > today:
            raise _Refused(Trouble("ends_on", "in_the_future"))
        starts_on = wish.starts_on or today
        holder = _holder(person, status, consents)
        door, findings = self._judge(space_id, holder, starts_on, wish.ends_on)
        if (
            wish.ends_on is None and starts_on < today
        ):  # nothing past may make a live seat that breaks a rule (R30)
            findings += self._judge(space_id, holder, today, None)[1]
        judged = as_history(findings) if wish.ends_on else findings
        if not eligible(judged):
            refusal = next(found for found in judged if found.outcome is Outcome.fail)
            raise _Refused(Trouble("space", refusal.code, refusal.params))
        if wish.ends_on is None:
            self.taken[space_id] = self.taken.get(space_id, 0) + 1
        kept = tuple({found.code: found for found in judged}.values())
        return Seat(space_id, self.known.on(starts_on)[space_id].type, starts_on, wish.ends_on, door, kept)

    def _judge(
        self, space_id: UUID, holder: HolderFacts, on: date, until: date | None
    ) -> tuple[Door, tuple[Finding, ...]]:
        """By the rulebook of the day, with the seats that earlier rows take counted in."""
        space = self.known.on(on)[space_id]
        try:
            book = self.known.rulebook(on)
        except RulebookError as error:
            raise _Refused(Trouble("starts_on", "before_the_rules")) from error
        door = Door.join if Door.join in book.types[space.type].doors else Door.application
        counted = replace(space, seats_taken=space.seats_taken + self.taken.get(space_id, 0))
        return door, judge(book, counted, holder, door, on, until=until)


def _check_mailbox(row: Candidate, person: Person | None) -> None:
    """Whoever has confirmed their address signs in by it: no list gives them another. They change it, or staff do with
    a reason."""
    if person is None or person.status is MemberStatus.unconfirmed or person.email_key is None:
        return
    if row.email_key is not None and row.email_key != person.email_key:
        raise _Refused(Trouble("email", "other_address"), ImportResult.conflict)


def _new_values(row: Candidate, person: Person | None) -> dict[str, Any]:
    """What the row fills and the person has otherwise. An address in another spelling is the same address."""
    if person is None:
        return dict(row.values)
    same_mailbox = row.email_key is not None and row.email_key == person.email_key
    return {
        name: value
        for name, value in row.values.items()
        if person.values.get(name) != value and not (name == "email" and same_mailbox)
    }


def _new_consent(row: Candidate, person: Person | None) -> tuple[date, str] | None:
    """Evidence that is not on record yet; what a person took back is none."""
    if row.consent is None or (person and row.consent in person.consents | person.withdrawn):
        return None
    return row.consent


def _status(row: Candidate, person: Person | None, consents: bool) -> MemberStatus:
    """What the person is afterwards: without evidence of consent at most unconfirmed, and never less than before.

    A new person may come as suspended or gone, which no form offers: an old list tells of such people.
    """
    before, wished = (person.status if person else None), row.status
    if wished in (None, MemberStatus.unconfirmed):
        if before in (None, MemberStatus.unconfirmed):
            return MemberStatus.active if consents and wished is None else MemberStatus.unconfirmed
        return before or MemberStatus.unconfirmed
    assert wished is not None  # noqa: S101  (the lines above took None)
    if wished is before:
        return wished
    has_consent = consents or (person is not None and person.has_consent)
    if person is None and wished in (MemberStatus.suspended, MemberStatus.left):
        if not has_consent:
            raise _Refused(Trouble("status", "consent_missing"))
        return wished
    for found in judge_member_step(before, wished, has_consent=has_consent):
        raise _Refused(Trouble("status", found.code, found.params))
    return wished


def _holder(person: Person | None, status: MemberStatus, consents_now: bool) -> HolderFacts:
    if person is None or person.holder is None:
        id_ = person.id if person else NEW
        return HolderFacts(Kind.individual, id_, status, has_consent=consents_now)
    return replace(person.holder, status=status, has_consent=person.has_consent or consents_now)


def _held(person: Person, space_id: UUID, wish: SeatWish, today: date) -> bool:
    """The row tells of a seat that is there already: the same days, or a live one where it gives none."""
    present = person.holder.seats_in(space_id) if person.holder else ()
    seats = person.seats.get(space_id, frozenset()) | {(seat.starts_on, seat.ends_on) for seat in present}
    if wish.starts_on is None:
        return any(
            starts_on <= today and (ends_on is None or ends_on > today) for starts_on, ends_on in seats
        )
    return (wish.starts_on, wish.ends_on) in seats


def _the_one(known: Mapping[str, frozenset[UUID]], name: str, column: str) -> UUID:
    """Never guessed: an unknown name and one that stands for several are both told."""
    found = known.get(name, frozenset())
    if len(found) != 1:
        raise _Refused(Trouble(column, f"ambiguous_{column}" if found else f"unknown_{column}"))
    return next(iter(found))
