"""Linkages, tasks and plans, with the decision that adopts one."""

from collections.abc import Iterator
from typing import Any

from api.demo.content import Linkage, SpacePlan, Task
from api.demo.ids import DEMO, Ids, at, of_decision, of_linkage, of_mandate, of_plan, of_task
from api.demo.judging import Judge
from api.demo.network import STEERING_GROUP
from api.models import Base
from api.models import Decision as DecisionRow
from api.models import Linkage as LinkageRow
from api.models import Plan as PlanRow
from api.models import Task as TaskRow
from api.rules.enums import DecisionOutcome

MADE_UP = "Made up for the demo network."


def rows(judge: Judge) -> Iterator[tuple[type[Base], list[dict[str, Any]]]]:
    ids, work = judge.ids, judge.plan.work
    yield DecisionRow, [row for plan in work.plans for row in _decisions(ids, plan)]
    yield PlanRow, [_plan(judge, plan) for plan in work.plans]
    yield LinkageRow, [_linkage(ids, linkage) for linkage in work.linkages]
    yield TaskRow, [_task(ids, task) for task in work.tasks]


def _decisions(ids: Ids, plan: SpacePlan) -> Iterator[dict[str, Any]]:
    if plan.decision is not None:
        yield {
            "id": of_decision(plan.decision),
            "body_id": ids.spaces[STEERING_GROUP],
            "subject_type": plan.decision.subject,
            "subject_id": of_plan(plan),
            "outcome": DecisionOutcome.approved,
            "decided_on": plan.decision.decided_on,
            "minutes_reference": plan.decision.minutes_reference,
            "recorded_by": DEMO.id,
            "created_at": at(plan.decision.decided_on),
        }


def _plan(judge: Judge, plan: SpacePlan) -> dict[str, Any]:
    space = judge.spaces[plan.space]
    return {
        "id": of_plan(plan),
        "space_id": judge.ids.spaces[plan.space],
        "mandate_id": of_mandate(space, plan.mandate) if plan.mandate else None,
        "kind": plan.kind,
        "title": plan.title,
        "priorities": list(plan.priorities),
        "content": MADE_UP,
        "starts_on": plan.starts_on,
        "adopted_on": plan.adopted_on,
        "decision_id": of_decision(plan.decision) if plan.decision else None,
        "minutes_reference": plan.minutes_reference,
        "created_at": at(plan.starts_on),
        "updated_at": at(plan.adopted_on or plan.starts_on),
    }


def _linkage(ids: Ids, linkage: Linkage) -> dict[str, Any]:
    """Marked as demo data, every one: the seed's diagram is missing."""
    return {
        "id": of_linkage(linkage),
        "from_id": ids.spaces[linkage.from_space],
        "to_id": ids.spaces[linkage.to_space],
        "kind": linkage.kind,
        "purpose": linkage.purpose,
        "is_demo": True,
        "starts_on": linkage.starts_on,
        "ends_on": linkage.ends_on,
        "created_at": at(linkage.starts_on),
        "updated_at": at(linkage.ends_on or linkage.starts_on),
    }


def _task(ids: Ids, task: Task) -> dict[str, Any]:
    return {
        "id": of_task(task),
        "space_id": ids.spaces[task.space],
        "title": task.title,
        "description": MADE_UP,
        "owner_id": ids.members[task.owner] if task.owner else None,
        "due_on": task.due_on,
        "status": task.status,
        "starts_on": task.starts_on,
        "closed_on": task.closed_on,
        "created_at": at(task.starts_on),
        "updated_at": at(task.closed_on or task.starts_on),
    }
