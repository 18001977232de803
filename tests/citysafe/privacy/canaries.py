"""Somebody about whom every personal field of the registry says something that stands nowhere else."""

from datetime import timedelta
from itertools import count

from django.apps import apps
from django.db import models
from django.utils import timezone

from citysafe.people.personal_data import BELONGS, PERSONAL_DATA
from tests import factories

FACTORIES = {made._meta.get_model_class()._meta.label: made for name in factories.__all__ for made in [getattr(factories, name)]}
APART = {"forum.Registration.organisation", "forum.Registration.counted_in"}  # where another organisation is given there is none
NAMES = {"organisation": "name", "workshop": "title", "counted_in": "organisation__name"}

PLAIN = {
    "forum.Registration": {"state": "attended"},
    "forum.WorkshopSeat": {"is_kept": False},  # a wish: a place that is kept is counted by the services alone
    "plan.Plan": {"chair_message": "Words.", "chair_role": "Chair"},
}
DECIDED = {"decision": "returned", "note": "Why?", "decided_at": timezone.now()}
DID = {"plan.Report.decided_by": DECIDED, "plan.BoardReport.approved_by": {"approved": True}}
NEVER = set()


def field_of(key):
    model, _, name = key.rpartition(".")
    return apps.get_model(model)._meta.get_field(name)


def is_account(field):
    return field.is_relation and field.related_model._meta.label == "people.User"


class Somebody:
    """`canaries`: what the fields of the registry hold, as it stands in a file."""

    def __init__(self, name):
        self.address, self.numbers, self.canaries = f"{name}@example.org", count(1), {}
        self.name = name
        self.account = self.made("people.User", email=self.address)
        self.registration = self.made(
            "forum.Registration", email=self.address, email_key=self.address, event=factories.PlacesFactory().event
        )
        self.at_another = self.registration_of_an_organisation()
        for model in dict.fromkeys(key.rpartition(".")[0] for key in PERSONAL_DATA):
            if model == "forum.Subscriber":
                self.made(model, email=self.address, email_key=self.address)
            elif model not in {"people.User", "forum.Registration"}:
                self.made(model)
        for key in PERSONAL_DATA:
            self.did(key)

    def did(self, key):
        """A row that says that they did something, where the field is not whose row it is."""
        model, _, name = key.rpartition(".")
        field = field_of(key)
        if is_account(field) and BELONGS.get(model) != name and key not in NEVER:
            FACTORIES[model](**DID.get(key, {}), **{name: self.account})

    def registration_of_an_organisation(self):
        seen = self.canary("forum.Registration.counted_in")
        places = factories.OrganisationPlacesFactory(organisation__name=seen, event=factories.PlacesFactory().event, taken=1)
        self.canaries |= dict.fromkeys(APART, seen)
        given = {
            "event": places.event,
            "organisation": places.organisation,
            "counted_in": places,
            "other_organisation": None,
            "state": "attended",
        }
        return factories.RegistrationFactory(email=self.address, **given)

    def made(self, model, **given):
        fields = [key for key in PERSONAL_DATA if key.rpartition(".")[0] == model and key not in APART]
        values = {key.rpartition(".")[2]: self.value(key) for key in fields if not is_account(field_of(key))} | given
        self.canaries |= {f"{model}.{name}": value for name, value in given.items() if isinstance(value, str)}
        path = BELONGS.get(model)
        return FACTORIES[model](**values | self.plain(model) | ({path: self.owner(model, path)} if path else {}))

    def plain(self, model):
        return PLAIN.get(model, {})

    def owner(self, model, path):
        related = apps.get_model(model)._meta.get_field(path).related_model._meta.label
        return self.account if related == "people.User" else self.registration

    def value(self, key):
        field = field_of(key)
        if field.is_relation:
            return self.related(key, field)
        if isinstance(field, models.DateTimeField):
            moment = timezone.now().replace(microsecond=0) - timedelta(days=400, seconds=next(self.numbers) + 1000 * len(self.name))
            self.canaries[key] = moment.strftime("%Y-%m-%dT%H:%M:%S")
            return moment
        seen = self.canary(key)
        return f"{seen}@example.org" if isinstance(field, models.EmailField) else seen

    def related(self, key, field):
        related = field.related_model._meta.label
        if related == "forum.Registration":
            return self.registration
        self.canaries[key] = seen = self.canary(key)
        counted = {"taken": 1} if related == "forum.Workshop" else {}
        return FACTORIES[related](**{NAMES[field.name]: seen}, **counted)

    def canary(self, key):
        """Short enough for every field, and within no other one."""
        self.canaries[key] = seen = f"kan{self.name[:3]}{next(self.numbers):03}x"
        return seen
