"""What must hold for a meeting at every moment, read in one statement, so that nothing moves while it is read; and between two moments."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from citysafe.mail import kinds
from citysafe.mail.models import QueuedMail
from citysafe.people.personal_data import IDENTITY, UNCONFIRMED, fields_of
from forum.models import Event, OrganisationPlaces, Places, Registration, Workshop, WorkshopSeat
from forum.models.states import ENDED, WITH_A_PLACE

OVERSOLD = "More places are taken than there are"
WORKSHOP_OVERSOLD = "More places in a workshop are taken than there are"
ORGANISATION_OVERSOLD = "More people of an organisation are counted than may come"


def _of(rows: QuerySet, aggregate: Any, otherwise: int = 0) -> Coalesce:
    """The aggregate over those rows of the meeting in the statement around it."""
    grouped = rows.filter(event=OuterRef("event")).order_by().values("event").annotate(found=aggregate).values("found")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), Value(otherwise))


ROWS = Registration.objects.all()
ABOUT_PEOPLE = [kind.name for kind in kinds.all_kinds() if kind.about == "forum.Registration"]
MAIL = QueuedMail.objects.filter(kind__in=ABOUT_PEOPLE)
# Whoever handed over has a row of their own from then on; the place and its number are the colleague's.
IS_FORMER = Q(pk__in=MAIL.filter(kind="forum.handed-over").values("about"))
HAD_A_PLACE = ROWS.filter(Q(first_state="confirmed") | Q(state__in=["confirmed", "offered", "declined"])).exclude(IS_FORMER)

REFUSED = Q(state="declined", first_state="awaiting_approval", approved_at=None)
SAYS_HOW_IT_STANDS = {
    "forum.registration": Q(state__in=["confirmed", "attended", "did_not_attend"]),
    "forum.waiting": Q(state="waiting"),
    "forum.confirm": Q(state="awaiting_confirmation"),
    "forum.asked": Q(state="awaiting_approval"),
    "forum.offer": Q(state="offered"),
    "forum.expired": Q(state="expired"),
    "forum.refused": REFUSED,
    "forum.ended": Q(state__in=["cancelled", "declined"]) & ~REFUSED & ~IS_FORMER,
}
# Nobody is written to who is held or was held to the end, never confirmed the address, or is erased.
IS_TOLD = Q(is_held=False, email__isnull=False) & ~Q(is_unconfirmed=True, state__in=ENDED)
IS_WITHOUT = (which & ~Q(pk__in=MAIL.filter(kind=kind).values("about")) for kind, which in SAYS_HOW_IT_STANDS.items())
WITHOUT_MAIL = ROWS.filter(IS_TOLD).filter(reduce(or_, IS_WITHOUT))
NEVER_TRIED = MAIL.filter(state="waiting", attempts=0, fault="").order_by().values("kind", "about")
TOLD_TWICE = ROWS.filter(pk__in=NEVER_TRIED.annotate(often=Count("pk")).filter(often__gt=1).values("about"))

PERSONAL = [field.name for kept in (IDENTITY, UNCONFIRMED) for field in fields_of(Registration, kept)]
LEFT_BEHIND = ("needs", "answers", "hand_overs")
IS_KNOWN = reduce(or_, (Q(**{f"{name}__isnull": False}) for name in (*PERSONAL, *LEFT_BEHIND)))
ERASED_AND_KNOWN = ROWS.filter(full_name=None).filter(IS_KNOWN | Q(pk__in=MAIL.values("about")))

SEATS = (
    WorkshopSeat.objects.kept().filter(workshop=OuterRef("pk")).order_by().values("workshop").annotate(found=Count("pk")).values("found")
)
WRONGLY_COUNTED = Workshop.objects.exclude(taken=Coalesce(Subquery(SEATS), Value(0)))
SEATS_WITHOUT_A_PLACE = ROWS.filter(has_place=False, seats__is_kept=True)
COUNTED = Registration.objects.filter(counted_in=OuterRef("pk")).order_by().values("counted_in").annotate(found=Count("pk")).values("found")
ORGANISATIONS_WRONGLY_COUNTED = OrganisationPlaces.objects.exclude(taken=Coalesce(Subquery(COUNTED), Value(0)))
COUNTED_WRONGLY = ROWS.filter(counted_in__isnull=False).exclude(counted_in__event=F("event"), counted_in__organisation=F("organisation"))
ENDED_AND_COUNTED = ROWS.filter(counted_in__isnull=False, state__in=ENDED)
ENDLESS = ROWS.filter(state__in=["offered", "awaiting_confirmation"], is_held=False, expires_at=None)
PLACE_OF_NO_STATE = ROWS.filter(has_place=True).exclude(state__in=[*WITH_A_PLACE, "awaiting_confirmation"])
NEVER = 2**31 - 1
COUNTS = {
    "with_a_place": _of(ROWS.with_a_place(), Count("pk")),
    "in_the_queue": _of(ROWS.in_the_queue(), Count("pk")),
    "first_in_the_queue": _of(ROWS.in_the_queue(), Min("pk"), NEVER),
    "last_with_a_place": _of(HAD_A_PLACE, Max("pk")),
    "more_than_once": _of(ROWS.live().exclude(email_key=None), Count("pk") - Count("email_key", distinct=True)),
    "endless": _of(ENDLESS, Count("pk")),
    "place_of_no_state": _of(PLACE_OF_NO_STATE, Count("pk")),
    "without_mail": _of(WITHOUT_MAIL, Count("pk")),
    "told_twice": _of(TOLD_TWICE, Count("pk")),
    "erased_and_known": _of(ERASED_AND_KNOWN, Count("pk", distinct=True)),
    "workshops_oversold": _of(Workshop.objects.filter(taken__gt=F("capacity")), Count("pk")),
    "workshops_wrongly_counted": _of(WRONGLY_COUNTED, Count("pk")),
    "organisations_oversold": _of(OrganisationPlaces.objects.filter(taken__gt=F("at_most")), Count("pk")),
    "organisations_wrongly_counted": _of(ORGANISATIONS_WRONGLY_COUNTED, Count("pk")),
    "counted_for_another": _of(COUNTED_WRONGLY | ENDED_AND_COUNTED, Count("pk")),
    "seats_without_a_place": _of(SEATS_WITHOUT_A_PLACE, Count("pk")),
}


def faults(event: Event, *, is_mixed: bool = False) -> list[str]:
    """Sentences about what does not hold; empty when all is well.

    `is_mixed`: where addresses are confirmed, organisers decide and people are moved, a later number is served before an earlier one.
    """
    now = (
        Places.objects.filter(event=event)
        .values("capacity", "taken", "waiting", "queue_is_over")
        .annotate(**COUNTS, event_id=F("event"))
        .get()
    )
    wrong = {
        OVERSOLD: now["taken"] > now["capacity"],
        "The places taken are not those that somebody has": now["taken"] != now["with_a_place"],
        "Those who wait are not counted right": now["waiting"] != now["in_the_queue"],
        "Somebody waits beside a free place": bool(now["waiting"]) and now["taken"] < now["capacity"] and not now["queue_is_over"],
        "Somebody was served before one who waits longer": not is_mixed and now["last_with_a_place"] > now["first_in_the_queue"],
        "An address is registered twice": now["more_than_once"] > 0,
        "An offer or an unconfirmed registration never ends": now["endless"] > 0,
        "A place is kept for a state that has none": now["place_of_no_state"] > 0,
        "A registration is without the mail that says how it stands": now["without_mail"] > 0,
        "The same mail waits twice": now["told_twice"] > 0,
        "Something is left of somebody who is erased": now["erased_and_known"] > 0,
        WORKSHOP_OVERSOLD: now["workshops_oversold"] > 0,
        "The places taken in a workshop are not those that somebody has": now["workshops_wrongly_counted"] > 0,
        ORGANISATION_OVERSOLD: now["organisations_oversold"] > 0,
        "The places taken of an organisation are not those of its people": now["organisations_wrongly_counted"] > 0,
        "Somebody is counted for another organisation, or has ended": now["counted_for_another"] > 0,
        "Somebody without a place has one in a workshop": now["seats_without_a_place"] > 0,
    }
    return [f"{sentence}: {now}" for sentence, is_so in wrong.items() if is_so]


def check(event: Event, *, is_mixed: bool = False) -> None:
    found = faults(event, is_mixed=is_mixed)
    assert not found, "\n".join(found)
