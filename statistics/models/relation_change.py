"""What is a part of what, and what a source hides: a change of that which would show hidden figures needs two people."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from statistics.models.area import Area
from statistics.models.measure import Measure
from statistics.models.source import Source

RELATIONS: dict[type[models.Model], tuple[str, ...]] = {
    Area: ("part_of", "parts_are_all"),
    Measure: ("part_of", "parts_are_all"),
    Source: ("hides_up_to",),
}
"""The fields by which one figure follows from others."""
ONE_OF_THEM = "It is about an area, a measure or a source: one of the three."


def relations_of(thing: models.Model) -> dict[str, Any]:
    """What those fields say; of a whole its key."""
    return {name: thing._meta.get_field(name).value_from_object(thing) for name in RELATIONS[type(thing)]}  # type: ignore[union-attr]


def set_relations(thing: models.Model, says: dict[str, Any]) -> None:
    """Let those fields say it, in memory."""
    for name, value in says.items():
        setattr(thing, thing._meta.get_field(name).attname, value)  # type: ignore[union-attr]


class RelationChangeQuerySet(models.QuerySet):
    def open(self) -> "RelationChangeQuerySet":
        """Those that wait for a second person."""
        return self.filter(decided_at=None)

    def of(self, thing: models.Model) -> "RelationChangeQuerySet":
        return self.filter(**{str(thing._meta.model_name): thing.pk})


def _only(name: str) -> models.Q:
    return models.Q(**{f"{one}__isnull": one != name for one in ("area", "measure", "source")})


class RelationChange(models.Model):
    """A change that one person asks for and another agrees to, or drops. Until then everything stays as it was."""

    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, null=True, editable=False, related_name="relation_changes", help_text="The area that changes."
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, null=True, editable=False, related_name="relation_changes", help_text="The measure that changes."
    )
    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, null=True, editable=False, related_name="relation_changes", help_text="The source that changes."
    )
    before = models.JSONField(editable=False, help_text="What its fields said when this was asked for. A whole stands with its number.")
    after = models.JSONField(editable=False, help_text="What they are to say.")
    why = models.CharField("reason", max_length=300, editable=False, help_text="Why it is to change.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+", help_text="Who asked for it."
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was asked for.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        help_text="Who agreed to it or dropped it.",
    )
    decided_at = models.DateTimeField(null=True, editable=False, help_text="When that was. Empty while it waits.")
    is_agreed = models.BooleanField("agreed", default=False, editable=False, help_text="It was agreed to, and made.")
    dropped_because = models.CharField("why it was dropped", max_length=300, blank=True, editable=False, help_text="The reason, for staff.")
    by_one_person = models.BooleanField(
        default=False, editable=False, help_text="One person asked and agreed, under the recorded setting for a small office."
    )

    objects = RelationChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "change that shows hidden figures"
        verbose_name_plural = "changes that show hidden figures"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="statistics_relation_change_is_of_one_thing",
                condition=_only("area") | _only("measure") | _only("source"),
                violation_error_message=ONE_OF_THEM,
            ),
            models.CheckConstraint(
                name="statistics_relation_change_says_why",
                condition=~models.Q(why=""),
                violation_error_message="Say why it is to change.",
            ),
            models.CheckConstraint(
                name="statistics_relation_change_agreed_by_another_person",
                condition=models.Q(is_agreed=False)
                | models.Q(asked_by__isnull=True)
                | models.Q(decided_by__isnull=True)
                | ~models.Q(asked_by=models.F("decided_by"))
                | models.Q(by_one_person=True),
                violation_error_message="Another person agrees than the one who asked for it.",
            ),
            models.CheckConstraint(
                name="statistics_relation_change_agreed_or_dropped_says_when",
                condition=models.Q(decided_at__isnull=False) | models.Q(is_agreed=False, dropped_because=""),
                violation_error_message="What is decided has the moment at which it was.",
            ),
            models.CheckConstraint(
                name="statistics_relation_change_dropped_says_why",
                condition=models.Q(decided_at__isnull=True) | models.Q(is_agreed=True) | ~models.Q(dropped_because=""),
                violation_error_message="Say why it is dropped.",
            ),
            *(
                models.UniqueConstraint(
                    fields=[name],
                    condition=models.Q(decided_at__isnull=True),
                    name=f"statistics_relation_change_one_open_of_{name}",
                    violation_error_message="A change of it waits already.",
                )
                for name in ("area", "measure", "source")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing}: {', '.join(label for label, _, _ in self.changes)}"

    @property
    def thing(self) -> Area | Measure | Source:
        return next(thing for thing in (self.area, self.measure, self.source) if thing is not None)

    @property
    def changes(self) -> Iterator[tuple[str, str, str]]:
        """Each field that changes: its name in words, from and to."""
        for name, before in self.before.items():
            if before != self.after[name]:
                label = str(self.thing._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
                yield label, self._words(name, before), self._words(name, self.after[name])

    def _words(self, name: str, value: Any) -> str:
        if value is None:
            return "nothing"
        if name == "part_of":
            return str(type(self.thing)._base_manager.filter(pk=value).first() or "one that is no longer there")
        return ("yes" if value else "no") if isinstance(value, bool) else str(value)
