"""What PostgreSQL itself refuses beside seats, whoever writes; and that every rule constraint is broken by some test."""

import re
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from api import errors
from api.models import (
    Membership,
    MemberState,
    Organisation,
    OrganisationAlias,
    OrganisationSlug,
    Partnership,
    Rulebook,
    Space,
    SpaceSlug,
    SpaceState,
    StructuralLink,
)
from api.rules.enums import SpaceStatus
from tests.days import TODAY, YESTERDAY
from tests.factories import Build
from tests.services.conftest import Refused, refusal

# --- dated rows beside seats


async def test_a_space_is_in_one_state_at_a_time(build: Build, refused: Refused) -> None:
    space = await build.space("task_team")
    async with refused("space_states_one_at_a_time"):
        await build.rows(
            SpaceState(space_id=space.id, status=SpaceStatus.disbanded, type=space.type, starts_on=TODAY)
        )


async def test_a_member_is_in_one_state_at_a_time(build: Build, refused: Refused) -> None:
    member = await build.member()
    async with refused("member_states_one_at_a_time"):
        await build.rows(MemberState(member_id=member.id, status="left", starts_on=TODAY))


async def test_a_partnership_is_one_at_a_time(build: Build, refused: Refused) -> None:
    organisation = await build.organisation(partner=True)
    async with refused("partnerships_one_at_a_time"):
        await build.rows(Partnership(organisation_id=organisation.id, starts_on=TODAY))


async def test_a_person_is_affiliated_to_one_organisation_once_at_a_time_and_to_two_at_once(
    build: Build, refused: Refused
) -> None:
    one, two = await build.organisation(), await build.organisation()
    member = await build.member(organisation=one)
    await build.affiliation(member, two)
    async with refused("affiliations_once_at_a_time"):
        await build.affiliation(member, one, starts_on=TODAY)


async def test_a_link_between_two_spaces_is_there_once_at_a_time(build: Build, refused: Refused) -> None:
    group = await build.space()
    collaborative = await build.space("collaborative", working_groups=[group, await build.space()])
    async with refused("structural_links_once_at_a_time"):
        await build.rows(
            StructuralLink(space_id=collaborative.id, target_id=group.id, kind="sponsor", starts_on=TODAY)
        )
    async with refused("structural_links_not_to_itself"):
        await build.rows(
            StructuralLink(
                space_id=collaborative.id, target_id=collaborative.id, kind="sponsor", starts_on=TODAY
            )
        )


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("memberships", "memberships_period_in_order"),
        ("representatives", "representatives_period_in_order"),
        ("mandates", "mandates_period_in_order"),
        ("affiliations", "affiliations_period_in_order"),
        ("partnerships", "partnerships_period_in_order"),
        ("space_states", "space_states_period_in_order"),
        ("member_states", "member_states_period_in_order"),
    ],
)
async def test_no_period_ends_before_it_begins(build: Build, refused: Refused, table: str, name: str) -> None:
    organisation = await build.organisation(partner=True)
    person = await build.member(organisation=organisation)
    await build.seat(await build.space(), organisation, primary=person)
    async with refused(name):
        await build.session.execute(text(f"UPDATE {table} SET ends_on = starts_on - 1"))


# --- names


async def test_a_slug_is_nobody_elses_ever_again(build: Build, refused: Refused) -> None:
    space, other = await build.space(), await build.space()
    await build.session.execute(
        update(SpaceSlug).where(SpaceSlug.space_id == space.id).values(ends_on=YESTERDAY)
    )
    await build.rows(SpaceSlug(space_id=space.id, slug="new", starts_on=YESTERDAY))
    await build.session.execute(update(SpaceSlug).where(SpaceSlug.space_id == other.id).values(ends_on=TODAY))
    async with refused("space_slugs_slug_free"):
        await build.rows(SpaceSlug(space_id=other.id, slug=space.slug, starts_on=TODAY))
    async with refused("space_slugs_one_at_a_time"):
        await build.rows(SpaceSlug(space_id=space.id, slug="newer", starts_on=TODAY))
    async with refused("spaces_slug_free"):
        await build.space(slug=space.slug)


async def test_an_organisations_slug_is_nobody_elses_ever_again(build: Build, refused: Refused) -> None:
    one, other = await build.organisation(slug="one"), await build.organisation(slug="other")
    await build.session.execute(
        update(OrganisationSlug).where(OrganisationSlug.organisation_id == other.id).values(ends_on=TODAY)
    )
    async with refused("organisation_slugs_slug_free"):
        await build.rows(OrganisationSlug(organisation_id=other.id, slug="one", starts_on=TODAY))
    async with refused("organisation_slugs_one_at_a_time"):
        await build.rows(OrganisationSlug(organisation_id=one.id, slug="one-more", starts_on=TODAY))
    async with refused("organisations_slug_free"):
        await build.session.execute(
            update(Organisation).where(Organisation.id == other.id).values(slug="one")
        )


async def test_two_organisations_of_one_name_are_of_two_countries(build: Build, refused: Refused) -> None:
    await build.organisation("War Child", country="NL")
    other = await build.organisation("War Child", country="CA", slug="war-child-ca")
    none = await build.organisation("Wár child", slug="somewhere")
    assert none.name_key == other.name_key
    async with refused("organisations_name_free"):
        await build.session.execute(
            update(Organisation).where(Organisation.id == other.id).values(country="NL")
        )
    async with refused("organisations_name_free"):
        await build.session.execute(
            update(Organisation).where(Organisation.id == other.id).values(country=None)
        )


async def test_an_organisation_has_an_alias_once(build: Build, refused: Refused) -> None:
    organisation = await build.organisation(aliases=["ACNUR"])
    async with refused("organisation_aliases_once"):
        await build.rows(OrganisationAlias(organisation_id=organisation.id, name="acnur"))


async def test_one_address_is_one_person(build: Build, refused: Refused) -> None:
    member = await build.member()
    async with refused("members_email_free"):
        await build.member(email=member.email)
    async with refused("members_email_has_key"):
        await build.member(email=None, email_key="somebody@example.org")


async def test_a_reference_is_one_persons(build: Build, refused: Refused) -> None:
    await build.member(external_ref="A-1")
    async with refused("member_references_free"):
        await build.member(external_ref="A-1")


# --- spaces


@pytest.mark.rule("S35")
@pytest.mark.parametrize("status", ["approved", "active"])
async def test_a_language_has_one_live_community(build: Build, refused: Refused, status: str) -> None:
    await build.space("language_community", language="sw", status="disbanded")
    await build.space("language_community", language="sw", status="proposed")
    await build.space("language_community", language="sw")
    async with refused("spaces_language_free"):
        await build.space("language_community", language="sw", status=status)


@pytest.mark.rule("S6", "S11")
@pytest.mark.parametrize("type_", ["steering_group", "secretariat"])
async def test_there_is_one_of_each_body_of_governance(build: Build, refused: Refused, type_: str) -> None:
    await build.space(type_)
    async with refused("spaces_only_one"):
        await build.space(type_, status="approved")


async def test_nothing_is_built_on_itself(build: Build, refused: Refused) -> None:
    space, organisation = await build.space(), await build.organisation()
    async with refused("spaces_not_its_own_parent"):
        await build.session.execute(update(Space).where(Space.id == space.id).values(parent_id=space.id))
    async with refused("organisations_not_its_own_parent"):
        await build.session.execute(
            update(Organisation).where(Organisation.id == organisation.id).values(parent_id=organisation.id)
        )


async def test_a_seat_limit_leaves_a_seat(build: Build, refused: Refused) -> None:
    async with refused("spaces_seat_limit_positive"):
        await build.space(seat_limit=0)


@pytest.mark.rule("R5")
async def test_a_parent_does_not_change_under_seats_that_rest_on_it(build: Build, refused: Refused) -> None:
    workstream, other = await build.space("workstream"), await build.space()
    await build.seat(workstream, await build.organisation())
    async with refused("memberships_within_the_parent"):
        await build.session.execute(update(Space).where(Space.id == workstream.id).values(parent_id=other.id))


# --- rulebooks: the owner's, who is held to this as well


@pytest.mark.rule("R27")
async def test_one_rulebook_is_in_force_on_a_day(owner: AsyncConnection) -> None:
    async with refusal(owner, "rulebooks_one_in_force"):
        await owner.execute(
            Rulebook.__table__.insert().values(version=2, starts_on=TODAY, content={}, digest="none")  # type: ignore[attr-defined]
        )


# --- completeness


# Keys that only make another one possible: no row breaks them without breaking a narrower one first.
IMPLIED = {
    "mandates_of_space_at_a_time",
    "memberships_at_a_time",
    "rulebook_types_mandates",
    "rulebook_types_parent_seat",
    "space_states_status_at_a_time",
    "spaces_as_it_is",
    "spaces_parent_of",
}


async def test_every_constraint_that_holds_a_rule_is_broken_here(session: AsyncSession) -> None:
    held = await session.scalars(
        text(
            "SELECT conname::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
            " AND (conperiod OR contype IN ('x', 'u'))"
        )
    )
    written = "".join(
        path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_constraints*.py")
    )
    tested = set(re.findall(r'(?:refused|refusal)\((?:owner, )?"(\w+)"\)', written))
    told_elsewhere = {"consents_once", *IMPLIED}
    assert {*held, *errors.RULE_CONSTRAINTS} - told_elsewhere - tested == set()
    assert await session.scalar(select(func.count()).select_from(Membership)) == 0
