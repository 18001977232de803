"""Two hundred people at once for the last places: as many have one as there are, the others wait, and nobody is sent away."""

from itertools import cycle, islice

from forum.models import Event, Registration
from tests.factories import EventFactory
from tests.stress import crowd, invariants
from tests.stress.site import Site

CAPACITIES = (1, 3, 100)


def as_served(site: Site, *, people: int = 200, rounds: int = 6) -> str:
    with site.serving():
        return shown([one_round(site, capacity, people) for capacity in islice(cycle(CAPACITIES), rounds)])


def crowded(site: Site, *, people: int = 200, capacities: tuple[int, ...] = CAPACITIES) -> str:
    with site.crowded():
        return shown([one_round(site, capacity, people) for capacity in capacities])


def shown(times: list[float]) -> str:
    return f"{len(times)} rounds, the longest answer {max(times):.1f} s"


def one_round(site: Site, capacity: int, people: int) -> float:
    """Seconds of the longest answer."""
    event = meeting(capacity)
    answers = crowd.at_once(site, crowd.address(event), [crowd.form(event, person) for person in range(people)])
    assert {answer.status for answer in answers} == {302}
    with_a_place, rows = min(capacity, people), Registration.objects.filter(event=event)
    assert [answer.told(event) for answer in answers].count("confirmed") == with_a_place
    assert rows.filter(state="confirmed").count() == with_a_place
    assert rows.in_the_queue().count() == people - with_a_place
    assert not rows.held().exists()
    event.places.refresh_from_db()
    assert (event.places.taken, event.places.waiting) == (with_a_place, people - with_a_place)
    invariants.check(event)
    return crowd.longest(answers)


def meeting(capacity: int) -> Event:
    event = EventFactory(open=True)
    event.places.capacity = capacity
    event.places.save()
    return event
