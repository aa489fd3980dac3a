"""All seats of the demo network, past and present, in the order in which they were taken."""

from itertools import chain

from api.demo.cast import Cast
from api.demo.content import Seat
from api.demo.individual_seats import individual_seats
from api.demo.institutional_seats import institutional_seats
from api.demo.network import Network


def seats(cast: Cast, network: Network) -> tuple[Seat, ...]:
    """A seat that rests on another, taken the same day, comes after it."""
    places = {space.slug: place for place, space in enumerate(network.spaces)}
    taken = chain(institutional_seats(cast, network), individual_seats(cast, network))
    return tuple(sorted(taken, key=lambda seat: (seat.starts_on, places[seat.space], seat.holder)))
