"""Proposals of spaces: whoever the rulebook names proposes one, judged as a step to `proposed` (R16)."""

import secrets
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Forbidden, NotEligible, TooManyProposals
from api.models import Member, Space, SpaceSlug
from api.rules import approving, lifecycle
from api.rules.enums import Proposer, SpaceStatus
from api.rules.findings import eligible
from api.rules.permissions import Actor, Permission, Role, may
from api.schemas.spaces import SpaceCreate, SpaceRead
from api.services import lookup, rulebooks, slugs, spaces

PROPOSALS = 3
"""Of one person, waiting at once."""


async def create(session: AsyncSession, form: SpaceCreate, *, by: Actor) -> SpaceRead:
    """Propose a space: every structural rule of its type, and who may propose it, all findings at once."""
    if not may(by, Permission.spaces_propose):
        raise Forbidden(permission=Permission.spaces_propose)
    await spaces.references(session, form, by=by)
    disbanded = spaces.visible(by).where(Space.status == SpaceStatus.disbanded)
    await lookup.known(session, disbanded, Space, form.successor_of, "/successor_of")
    today = clock.today()
    book = rulebooks.in_force(today)
    about = await spaces.transition_facts(
        session,
        type_=form.type,
        name=form.name,
        parent_id=form.parent_id,
        working_group_ids=form.working_group_ids,
        supports_ids=form.supports_ids,
        language=form.language,
    )
    findings = (
        *approving.judge_proposal(book.types[form.type], standing(form, by)),
        *lifecycle.judge_transition(book, about, SpaceStatus.proposed),
    )
    if not eligible(findings):
        raise NotEligible(findings)
    if by.member_id is not None and not by.is_secretariat:
        await _not_too_many(session, by.member_id)
    values = form.model_dump(exclude=set(spaces.LINKS)) | {"slug": _slug(form, by)}
    space = Space(**values, status=SpaceStatus.proposed, rulebook=book.version, proposed_by=by.member_id)
    session.add(space)
    await session.flush()
    await slugs.rename(session, SpaceSlug, space.id, space.slug, today)
    await spaces.enter_state(session, space, today)
    for field, kind in spaces.LINKS.items():
        await spaces.set_links(session, space.id, kind, getattr(form, field), today)
    fields = sorted(form.model_fields_set)
    audit.record(session, by=by, action="space.proposed", subject=("space", space.id), fields=fields)
    await session.flush()
    return (await spaces.read(session, [space], by=by))[0]


def _slug(form: SpaceCreate, by: Actor) -> str:
    """A member's proposal takes no address from anybody and tells of none: it gets its own once it is approved."""
    if by.is_secretariat:
        return form.slug or slugs.slug_of(form.name)
    if form.slug is not None:
        raise Forbidden(permission=Permission.spaces_write)
    return f"{slugs.PROPOSED}{secrets.token_hex(4)}"


def standing(form: SpaceCreate, by: Actor) -> set[Proposer]:
    """As what the caller may propose this space: a workstream its parent's leaders, a reference group those of all that
    it supports (R16)."""
    leads = by.of(frozenset({Role.leader}))
    held = {
        Proposer.secretariat: by.is_secretariat,
        Proposer.parent_leaders: form.parent_id in leads,
        Proposer.any_leader: bool(form.supports_ids) and by.led_ids.issuperset(form.supports_ids),
        Proposer.active_member: by.holds(Role.member),
    }
    return {proposer for proposer, is_so in held.items() if is_so}


async def _not_too_many(session: AsyncSession, member_id: UUID) -> None:
    await lookup.lock(session, Member, member_id)  # twins are counted one after the other
    waiting = select(func.count()).where(Space.proposed_by == member_id, Space.status == SpaceStatus.proposed)
    if (await session.scalar(waiting) or 0) >= PROPOSALS:
        raise TooManyProposals(most=PROPOSALS)
