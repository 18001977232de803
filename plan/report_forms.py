"""The form of a report: two minutes on a phone, every message in our words."""

from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from citysafe.design.text import day
from citysafe.design.uploads import ending
from citysafe.people.models import User
from citysafe.publishing.stamps import StampedForm
from plan import dates, standing
from plan.documents import BEGINNINGS_OF_EVIDENCE, KINDS_OF_EVIDENCE, check_evidence
from plan.models import Action, Milestone, Report
from plan.models.report import PROPOSABLE
from plan.services.reporting import Said

QUARTERS_OFFERED = 4
NO_SUCH = "Choose one of the answers."
NOT_KEPT = ("stamp", "website", "evidence", "leave_out")
RATINGS = [choice for choice in Action.Rating.choices if choice[0] in {"green", "amber", "red"}]
PARTS = ("reached", "expected", "reason")
GONE = "A milestone that you wrote about has been reached or taken away meanwhile. You had typed: {}. Send again to leave that out."


def subject(action: Action, user: User) -> str:
    """What a form is about, and whose it is: nobody else's stamp serves."""
    return f"report {action.pk} {user.pk}"


def _words(label: str, longest: int, missing: str = "", hint: str = "", rows: int = 0) -> forms.CharField:
    told = {
        "required": missing,
        "max_length": f"This is longer than {longest:,} characters: shorten it.",
        "null_characters_not_allowed": "A sign in it cannot be stored: type it again.",
    }
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, required=bool(missing), help_text=hint, widget=widget, error_messages=told)


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Enter the day as day/month/year, such as 31/03/2027."},
    )


def _choice(label: str, choices: Any, missing: str = "", hint: str = "") -> forms.ChoiceField:
    told = {"required": missing, "invalid_choice": NO_SUCH}
    return forms.ChoiceField(
        label=label, choices=choices, required=bool(missing), widget=forms.RadioSelect, help_text=hint, error_messages=told
    )


class ReportForm(StampedForm):
    one_of = ("rating",)
    changes = forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages={"invalid": "Send it again."})
    period = forms.ChoiceField(label="Which quarter is it about?", error_messages={"required": NO_SUCH, "invalid_choice": NO_SUCH})
    progress = _choice(
        "How far is it?", [choice for choice in Action.Progress.choices if choice[0] in PROPOSABLE], "Say how far the action has got."
    )
    rating = _choice("Will it arrive on time?", RATINGS, hint="Not needed for what is complete or stopped.")
    rating_reason = _words(
        "Reason for the rating",
        1000,
        hint="Needed for amber and red, and where the dates say otherwise. Public once it is approved.",
        rows=3,
    )
    title = _words("What happened, in a few words", 120, "Say in a few words what happened.", "Such as “Two more rooms open”.")
    words = _words("What happened, in plain words", 5000, "Say what happened.", rows=7)
    evidence_url = forms.URLField(
        label="Link to evidence",
        max_length=300,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter the whole address, such as https://www.example.org/report.",
            "max_length": "This address is longer than 300 characters: send a shorter one.",
            "null_characters_not_allowed": "A sign in it cannot be stored: type it again.",
        },
    )
    evidence = forms.FileField(
        label="File as evidence",
        required=False,
        max_length=200,
        allow_empty_file=True,
        help_text=f"{KINDS_OF_EVIDENCE}, 10 MB at most. Leave people’s names out of it.",
        widget=forms.FileInput(attrs={"accept": ",".join(BEGINNINGS_OF_EVIDENCE)}),
        validators=[
            FileExtensionValidator([kind.removeprefix(".") for kind in BEGINNINGS_OF_EVIDENCE], f"Choose a {KINDS_OF_EVIDENCE} file."),
            check_evidence,
        ],
        error_messages={
            "invalid": "The file did not arrive: choose it again.",
            "max_length": "The name of the file is longer than 200 characters: give it a shorter one.",
        },
    )
    leave_out = forms.BooleanField(label="Send it without this file", required=False)

    def __init__(self, data: Any, files: Any, *, action: Action, user: User, kept: FieldFile | None = None, **options: Any) -> None:
        super().__init__(data, files, subject=subject(action, user), **options)
        self.action, self.kept = action, kept
        self.milestones = [milestone for milestone in action.milestones.all() if milestone.reached_on is None]
        self.fields["period"].choices = _periods(self.initial.get("period"))  # type: ignore[attr-defined]
        for milestone in self.milestones:
            self.fields[f"reached-{milestone.pk}"] = _day("Reached on")
            self.fields[f"expected-{milestone.pk}"] = _day("Or now expected on")
            self.fields[f"reason-{milestone.pk}"] = _words("Why later?", 300)

    @property
    def milestone_rows(self) -> Iterator[tuple[Milestone, list[forms.BoundField], bool]]:
        """Each with its boxes, and whether they are to be seen at once: something stands there, or is wrong."""
        for milestone in self.milestones:
            boxes = [self[f"{part}-{milestone.pk}"] for part in PARTS]
            yield milestone, boxes, any(box.value() or box.errors for box in boxes)

    @property
    def answers(self) -> dict[str, str]:
        """What was typed, right or wrong, but for the file."""
        names = self.fields.keys() - {*NOT_KEPT}
        return {name: str(self.data[name]).replace("\x00", "") for name in sorted(names) if name in self.data}

    @property
    def chosen_evidence(self) -> Any:
        """The file to send: the new one, or the one that is kept unless it is to be left out."""
        return self.cleaned_data.get("evidence") or (None if self.cleaned_data.get("leave_out") else self.kept or None)

    @property
    def new_evidence(self) -> Any:
        """A file that came with this form and is one that may be sent."""
        return self.cleaned_data.get("evidence")

    @property
    def kept_words(self) -> str:
        """What kind of file is kept, and how large it is."""
        try:
            return f"{ending(self.kept.name)[1:].upper()}, {filesizeformat(self.kept.size)}" if self.kept else ""
        except FileNotFoundError:
            return "no longer there: choose it again"

    def as_new(self) -> None:
        """No longer the change of an earlier report."""
        self.data = {**self.data.dict(), "changes": ""}  # type: ignore[attr-defined]

    def clean_period(self) -> date:
        return date.fromisoformat(self.cleaned_data["period"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._settle_rating(cleaned)
        for milestone in self.milestones:
            self._check_milestone(cleaned, milestone)
        if typed := [f"“{value}”" for name, value in self.data.items() if self._is_of_no_milestone(name) and value.strip()]:
            self.add_error(None, GONE.format(", ".join(typed)))
        if not self.errors:
            self._compare_with_the_dates(cleaned)
        return cleaned

    def _settle_rating(self, cleaned: dict[str, Any]) -> None:
        """What is complete is blue, and what is stopped will arrive at no time."""
        if (progress := cleaned.get("progress")) in {"complete", "stopped"}:
            cleaned["rating"] = "blue" if progress == "complete" else ""
        elif not cleaned.get("rating") and "rating" not in self.errors:
            self.add_error("rating", "Say whether it will arrive on time.")
        if cleaned.get("rating") in {"amber", "red"} and not cleaned.get("rating_reason") and "rating_reason" not in self.errors:
            self.add_error("rating_reason", "Say why it is amber or red: the public reads the reason.")

    def _compare_with_the_dates(self, cleaned: dict[str, Any]) -> None:
        """A rating better than the dates would give it needs its reason here as at the desk."""
        proposed = copy(self.action)
        proposed.progress, proposed.rating = cleaned["progress"], cleaned["rating"]
        proposed.rating_reason, proposed.last_reported_on = cleaned["rating_reason"], timezone.localdate()
        milestones = [copy(milestone) for milestone in self.milestones]
        for milestone in milestones:
            milestone.reached_on = cleaned[f"reached-{milestone.pk}"]
        if told := standing.missing_reason(proposed, milestones=milestones):
            self.add_error("rating_reason", told)

    def _is_of_no_milestone(self, name: str) -> bool:
        """Of none that is still to be reached: its boxes went while somebody typed in them."""
        return name.startswith(tuple(f"{part}-" for part in PARTS)) and name not in self.fields

    def _check_milestone(self, cleaned: dict[str, Any], milestone: Milestone) -> None:
        reached, expected, reason = (f"{part}-{milestone.pk}" for part in PARTS)
        if {reached, expected, reason} & self.errors.keys():
            return
        if cleaned[reached] and cleaned[expected]:
            self.add_error(expected, f"“{milestone}” is reached or expected later, not both: empty one of the two.")
        elif cleaned[reached] and cleaned[reached] > timezone.localdate():
            self.add_error(reached, f"“{milestone}”: this day has not come yet.")
        elif cleaned[expected] and cleaned[expected] <= milestone.due_on:
            self.add_error(expected, f"“{milestone}” is due by {day(milestone.due_on)}: give a later day, or leave it empty.")
        elif cleaned[expected] and not cleaned[reason]:
            self.add_error(reason, f"“{milestone}”: say why it is later. The public reads the reason.")
        elif cleaned[reason] and not cleaned[expected]:
            self.add_error(expected, f"“{milestone}”: say when it is now expected, or empty the reason.")

    def said(self) -> Said:
        own = self.cleaned_data
        rows = [(milestone.pk, *(own[f"{part}-{milestone.pk}"] for part in PARTS)) for milestone in self.milestones]
        names = ("progress", "rating", "rating_reason", "title", "words", "evidence_url")
        told = [row for row in rows if row[1] or row[2]]
        return Said(period_ends_on=own["period"], milestones=told, **{name: own[name] for name in names})


def _periods(of: str | None) -> list[tuple[str, str]]:
    """The quarter that ended last, the one that runs, those before, and that of a report that is changed."""
    running, last, *before = dates.quarters_until(timezone.localdate(), QUARTERS_OFFERED)
    named = [(last, " (just ended)"), (running, " (runs now)"), *((quarter, "") for quarter in before)]
    offered = {quarter.isoformat(): dates.words(quarter, "quarter") + note for quarter, note in named}
    if of not in offered and (quarter := _quarter(of)):
        offered[quarter.isoformat()] = dates.words(quarter, "quarter")
    return list(offered.items())


def _quarter(typed: str | None) -> date | None:
    """A draft keeps what was typed, right or wrong."""
    try:
        return dates.last_day(date.fromisoformat(typed or ""), "quarter")
    except ValueError:
        return None


def answers_of(report: Report) -> dict[str, Any]:
    """What the form starts with to change a report that was sent."""
    names = ("progress", "rating", "rating_reason", "title", "words", "evidence_url")
    answers: dict[str, Any] = {name: getattr(report, name) for name in names}
    answers |= {"changes": report.pk, "period": report.period_ends_on.isoformat()}
    for said in report.milestones.all():
        values = (said.reached_on, said.expected_on, said.reason)
        answers |= {f"{part}-{said.milestone_id}": value for part, value in zip(PARTS, values, strict=True)}
    return answers


def answers_of_action(action: Action) -> dict[str, Any]:
    """What it starts with else: how the action stands now."""
    return {"progress": action.progress, "rating": action.rating, "rating_reason": action.rating_reason}
