"""What workers do, and how often: every operation that writes to the network."""

from collections.abc import Awaitable, Callable

from bench.campaign.operations import applications, leaders, lists, mandates, people, seats, spaces, work
from bench.campaign.turn import Turn

Operation = Callable[[Turn], Awaitable[None]]

WEIGHTS: dict[Operation, int] = {
    applications.apply: 24,
    applications.decide: 22,
    applications.withdraw: 3,
    seats.join: 8,
    seats.record: 3,
    seats.appoint: 1,
    seats.end: 7,
    seats.correct: 5,
    seats.name: 7,
    seats.remove: 2,
    seats.say: 4,
    people.create: 4,
    people.change_status: 3,
    people.change_job: 3,
    people.confirm_job: 3,
    people.change_address: 2,
    people.erase: 1,
    people.consent: 2,
    people.partner: 2,
    spaces.propose: 4,
    spaces.decide: 2,
    spaces.step: 5,
    spaces.disband: 2,
    spaces.edit: 3,
    spaces.change_type: 1,
    mandates.extend: 1,
    mandates.follow: 1,
    mandates.resume: 2,
    leaders.name: 4,
    leaders.end: 2,
    leaders.write_due_endings: 1,
    work.add_task: 3,
    work.move_task: 3,
    work.link: 2,
    work.unlink: 1,
    lists.bring: 2,
}
