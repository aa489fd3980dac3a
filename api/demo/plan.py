"""The whole demo network as of a day: what `load` writes, and what the tests hold against the rules."""

from dataclasses import dataclass
from datetime import date

from api.demo.applications import applications
from api.demo.cast import Cast
from api.demo.content import Application, Organisation, Person, Seat
from api.demo.network import Network, network
from api.demo.organisations import organisations
from api.demo.people import people
from api.demo.seats import seats
from api.demo.work import Work, work


@dataclass(frozen=True, slots=True)
class Plan:
    """Each list in an order in which it can be written: what something rests on comes before it."""

    today: date
    network: Network
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    seats: tuple[Seat, ...]
    applications: tuple[Application, ...]
    work: Work


def plan(today: date) -> Plan:
    """The same for the same day; from one day to the next only the days move."""
    spaces = network(today)
    bodies = organisations(today)
    members = people(today, bodies)
    cast = Cast(today, bodies, members)
    taken = seats(cast, spaces)
    sent, done = applications(cast, spaces, taken), work(today, spaces, taken)
    return Plan(today, spaces, bodies, members, taken, sent, done)
