"""What the form of one meeting asks beside what all ask: its workshops, and the questions of its organisers."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from citysafe.design.text import day
from forum.models import Event, Question, Workshop
from forum.models.question import LONGEST_ANSWER
from forum.services import OrganisationFullError, WorkshopsFullError
from forum.word_fields import words_field

NO_ANSWER = "No answer"
WISHED = "Full: while this is ticked, you get the next place that comes free"
NOT_OFFERED = "Choose from the workshops in this list."


class Set:
    """A link to what is wrong with a set of boxes leads to its first box."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")  # type: ignore[misc]


class Circles(Set, forms.RadioSelect):
    pass


class Boxes(Set, forms.CheckboxSelectMultiple):
    """Boxes of which some cannot be ticked: `full`, by value."""

    full: Collection[str] = ()

    def create_option(self, name: str, value: Any, label: Any, selected: Any, *args: Any, **options: Any) -> dict[str, Any]:
        is_full = str(value) in self.full
        option = super().create_option(name, value, label, selected and not is_full, *args, **options)
        option["attrs"] |= {"disabled": True} if is_full else {}
        return option


class WorkshopsField(forms.MultipleChoiceField):
    """Workshops of a meeting, none of which overlaps another. A full one cannot be chosen, but by those who are in it (`mine`),
    have `wished` for it already, or have no place at the meeting: their choice is a wish."""

    widget = Boxes

    def __init__(
        self, workshops: Iterable[Workshop], *, has_a_place: bool, mine: Collection[int] = (), wished: Collection[int] = ()
    ) -> None:
        super().__init__(label="Workshops", required=False, error_messages={"invalid_choice": NOT_OFFERED, "invalid_list": NOT_OFFERED})
        self.has_a_place, self.mine, self.wished = has_a_place, mine, wished
        self.help_text = "Choose any that do not overlap."
        if not has_a_place:
            self.help_text += " You are told with your place which you have."
        self.offer(workshops)

    def offer(self, workshops: Iterable[Workshop]) -> None:
        """Show them as they stand now."""
        self.workshops = {str(workshop.pk): workshop for workshop in workshops}
        self.choices = [(number, f"{workshop.described}. {self._stands(workshop)}.") for number, workshop in self.workshops.items()]
        full = {number for number, workshop in self.workshops.items() if self.has_a_place and workshop.is_full}
        self.widget.full = full - {*map(str, self.mine), *map(str, self.wished)}

    def _stands(self, workshop: Workshop) -> str:
        is_wish = self.has_a_place and workshop.is_full and workshop.pk in self.wished
        return WISHED if is_wish else workshop.words

    def clean(self, value: Any) -> list[Workshop]:
        chosen = [self.workshops[number] for number in dict.fromkeys(super().clean(value))]
        for one, other in combinations(chosen, 2):
            if one.overlaps(other):
                raise forms.ValidationError(f"“{one}” and “{other}” overlap: choose one of them.")
        return chosen


def question_field(question: Question) -> forms.Field:
    hint = f"Only the organisers read your answer. It is erased on {day(question.erased_on)}."
    missing = f"Answer the question “{question}”"
    if question.kind == Question.Kind.TEXT:
        return words_field(question.words, missing if question.is_required else "", longest=LONGEST_ANSWER, help_text=hint)
    nothing = [] if question.is_required else [("", NO_ANSWER)]
    return forms.ChoiceField(
        label=question.words,
        help_text=hint,
        required=question.is_required,
        choices=nothing + [(answer, answer) for answer in question.to_choose_from],
        widget=Circles,
        error_messages={"required": missing, "invalid_choice": "Choose one of the answers in this list."},
    )


class EventFieldsForm(forms.Form):
    """Base of the forms that ask what a meeting asks: `event`; None while it is still to be chosen."""

    first_fields: tuple[str, ...] = ()

    def __init__(
        self,
        *args: Any,
        event: Event | None,
        has_a_place: bool = True,
        mine: Collection[int] = (),
        wished: Collection[int] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.questions = list(event.form_questions.all()) if event else []
        workshops = list(event.workshops.all()) if event else []
        self.meeting = event
        if workshops:
            self.fields["workshops"] = WorkshopsField(workshops, has_a_place=has_a_place, mine=mine, wished=wished)
        for question in self.questions:
            self.fields[name_of(question.pk)] = question_field(question)
        self.order_fields([*self.first_fields, "workshops", *(name_of(question.pk) for question in self.questions)])

    @property
    def own_fields(self) -> list[BoundField]:
        """The boxes of this meeting's questions, in their order."""
        return [self[name_of(question.pk)] for question in self.questions]

    @contextmanager
    def says_what_is_full(self) -> Iterator[None]:
        """What was chosen may be full, or gone, since the form was fetched: then it says which, and shows all as they stand now."""
        try:
            yield
        except WorkshopsFullError as refused:
            field: Any = self.fields["workshops"]
            for workshop in field.workshops.values():
                if workshop.pk in refused.workshops:
                    self.add_error("workshops", f"“{workshop}” is full now. Choose another, or none.")
            field.offer(self.meeting.workshops.all())  # type: ignore[union-attr]
        except OrganisationFullError:
            self.add_error("organisation", "This organisation has used its places. Only the organisers can give it more: ask them.")


def name_of(question: int) -> str:
    return f"question-{question}"
