"""Whatever people, organisers and the clock do, in any order and under any mode: places are counted right and the queue is in order."""

from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from forum import services
from forum.models import Event, Registration
from tests.forum.build import NOTICE, counts, event, person

pytestmark = pytest.mark.django_db
MODES = ["open", "approval", "invitation"]
which = st.integers(0, 30)


class Doors(RuleBasedStateMachine):
    """Two meetings, so that somebody can be moved from one to the other."""

    @initialize(capacity=st.integers(1, 3), mode=st.sampled_from(MODES), confirms=st.booleans())
    def open_doors(self, capacity, mode, confirms):
        self.of, self.other = event(capacity, mode=mode, confirms_by_mail=confirms), event(2)
        self.people = 0

    def queue(self):
        return [*self.of.registrations.in_the_queue().values_list("pk", flat=True)]

    def one(self, number: int, **fields) -> Registration | None:
        found = [*self.of.registrations.filter(**fields).order_by("pk")]
        return found[number % len(found)] if found else None

    def act(self, do: Callable[[], object], *, moved: Registration | None = None) -> None:
        """Whoever gets a place out of the queue stood before everybody who still waits; `moved`: but the one that organisers move."""
        before = [pk for pk in self.queue() if not moved or pk != moved.pk]
        do()
        served = {*self.of.registrations.with_a_place().filter(pk__in=before).values_list("pk", flat=True)}
        expired_since = {*self.of.registrations.filter(pk__in=before, state__in=["expired", "cancelled"]).values_list("pk", flat=True)}
        still = [pk for pk in before if pk not in expired_since]
        assert served == {*still[: len(served)]}
        assert [pk for pk in self.queue() if pk in before] == [pk for pk in still if pk not in served]

    def decided(self, service, number, *, moves=False, **fields):
        options = {"by": None} | ({"why": "A reason."} if service is not services.approve else {})
        options |= {"tells": True} if service is services.refuse else {}
        if found := self.one(number, **fields):
            self.act(lambda: service(registration=found, **options), moved=found if moves else None)

    @rule(is_held=st.booleans())
    def newcomer(self, is_held):
        self.people += 1
        details = person(f"person-{self.people}")
        self.act(lambda: services.register(event=self.of, key=uuid4(), details=details, notice_version=NOTICE, is_held=is_held))

    @rule(number=which)
    def the_same_address_again(self, number):
        if found := self.one(number):
            details = person(email=found.email)
            self.act(lambda: services.register(event=self.of, key=uuid4(), details=details, notice_version=NOTICE))

    @rule(number=which, service=st.sampled_from([services.cancel, services.release, services.confirm, services.accept, services.decline]))
    def somebody_answers(self, number, service):
        if found := self.one(number):
            self.act(lambda: service(registration=found))

    @rule(number=which)
    def an_offer_is_taken(self, number):
        if found := self.one(number, state="offered"):
            self.act(lambda: services.accept(registration=found))

    @rule(number=which, runs=st.booleans())
    def a_moment_is_over(self, number, runs):
        """The due work runs, or somebody tries to answer where it has not."""
        if found := self.one(number, expires_at__isnull=False):
            Registration.objects.filter(pk=found.pk).update(expires_at=timezone.now())
            late = services.accept if found.state == "offered" else services.confirm
            self.act(services.expire_due if runs else lambda: late(registration=found))
            assert Registration.objects.get(pk=found.pk).state == "expired"

    @rule(number=which, service=st.sampled_from([services.approve, services.refuse]))
    def organisers_decide(self, number, service):
        self.decided(service, number, state="awaiting_approval")

    @rule(number=which, service=st.sampled_from([services.give_place, services.move_to_front]))
    def organisers_move_somebody_up(self, number, service):
        self.decided(service, number, moves=True, state="waiting")

    @rule(number=which)
    def organisers_move_somebody_away(self, number):
        if found := self.one(number):
            self.act(lambda: services.move_to_event(registration=found, event=self.other, by=None, why="A reason."))

    @rule(capacity=st.integers(1, 6))
    def organisers_change_the_places(self, capacity):
        with suppress(services.TooFewPlacesError):
            self.act(lambda: services.set_capacity(event=self.of, capacity=capacity, by=None))

    @rule(mode=st.sampled_from(MODES), confirms=st.booleans())
    def organisers_change_the_mode(self, mode, confirms):
        Event.objects.filter(pk=self.of.pk).update(mode=mode, confirms_by_mail=confirms)
        self.of = Event.objects.select_related("places").get(pk=self.of.pk)

    @invariant()
    def what_is_counted_is_what_there_is(self):
        for meeting in (self.of, self.other):
            taken, waiting = counts(meeting)
            assert taken <= meeting.places.capacity
            assert not waiting or taken == meeting.places.capacity
        assert not Event.objects.miscounted().exists()
        live = self.of.registrations.live()
        assert live.count() == live.values("email_key").distinct().count()
        assert not live.filter(state__in=["offered", "awaiting_confirmation"], is_held=False, expires_at=None).exists()


def test_places_and_queue_hold_in_every_mode():
    quick = settings(max_examples=6, stateful_step_count=20, deadline=None, suppress_health_check=[*HealthCheck], derandomize=True)
    run_state_machine_as_test(Doors, settings=quick)
