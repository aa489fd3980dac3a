"""Whom the demo network can seat: long-standing partners and their staff, members by language, outside experts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from api.demo.content import Organisation, Person
from api.demo.days import months_before
from api.rules.enums import MemberStatus, OrganisationType

STAFF_SINCE = timedelta(days=3400)  # no seat told of is older than that
PARTNER_SINCE_MONTHS = 100
NEVER_APPLY = (OrganisationType.school, OrganisationType.government)


@dataclass(frozen=True)
class Cast:
    today: date
    organisations: Sequence[Organisation]
    people: Sequence[Person]

    @cached_property
    def staff(self) -> dict[str, list[str]]:
        """For each organisation active members who have long worked there and nowhere else: who may represent it."""
        found: dict[str, list[str]] = {organisation.slug: [] for organisation in self.organisations}
        since = self.today - STAFF_SINCE
        for person in self.people:
            if person.status is MemberStatus.active and len(person.affiliations) == 1:
                post = person.affiliations[0]
                if post.ends_on is None and post.confirmed_on is not None and post.starts_on <= since:
                    found[post.organisation].append(person.email)
        return found

    @cached_property
    def partners(self) -> list[str]:
        """Organisations that have been partners for longer than any seat told of."""
        since = months_before(self.today, PARTNER_SINCE_MONTHS)
        return [
            organisation.slug
            for organisation in self.organisations
            if organisation.is_partner_on(since) and organisation.is_partner_on(self.today)
        ]

    @cached_property
    def outsiders(self) -> list[str]:
        """Organisations that never were partners and could well apply (R24)."""
        return [
            organisation.slug
            for organisation in self.organisations
            if not organisation.partnerships and organisation.type not in NEVER_APPLY
        ]

    @cached_property
    def unattached(self) -> list[Person]:
        """Active members who represent nobody, in the order in which they joined."""
        staff = {email for emails in self.staff.values() for email in emails}
        return [
            person
            for person in self.people
            if person.status is MemberStatus.active and person.email not in staff
        ]

    @cached_property
    def externals(self) -> list[Person]:
        return [person for person in self.people if person.status is MemberStatus.external]
