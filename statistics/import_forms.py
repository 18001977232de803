"""What staff say when they import published files."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from citysafe.desk.words import words
from statistics import readers
from statistics.services import limits

MOST_FILES = 40
NO_FILE = "Choose the file, or the files, that you downloaded."
TOO_MANY = f"These are more than {MOST_FILES} files: put them into one zip."
TOO_LARGE = "{name} is larger than {limit} MB, the most that is taken. Take fewer months, or a cut of your police force."
EMPTY = "{name} is empty: download it again."
NO_PERIOD = "This is not a period. Write a mid-year such as 2019, a month such as 2022-10, or two days: 2023-10-01 to 2024-09-30."
NO_DAY = "Enter a day, such as 24/04/2025."


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One file or several; each is checked."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [*data] if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise forms.ValidationError(NO_FILE)
        if len(files) > MOST_FILES:
            raise forms.ValidationError(TOO_MANY)
        self._refuse(files)
        return files

    def _refuse(self, files: Sequence[UploadedFile]) -> None:
        largest = limits().bytes
        faults = [TOO_LARGE.format(name=file.name, limit=largest // 1_000_000) for file in files if (file.size or 0) > largest]
        faults += [EMPTY.format(name=file.name) for file in files if not file.size]
        if faults:
            raise forms.ValidationError(faults)


class UploadForm(forms.Form):
    uploads = SeveralFilesField(
        label="Files",
        widget=SeveralFilesInput,
        help_text="As you downloaded them: one publication, one file or several, zips too. They are recognised by their columns, whatever they are called.",
    )
    period = words("Period", "Only for a file that names none: “2019” for a mid-year, or “2023-10-01 to 2024-09-30”.", longest=60, rows=1)
    edition = words("Edition", "Which edition it is. Left empty, the file’s own words are taken.", longest=120, rows=1)
    edition_on = forms.DateField(
        label="Edition published on",
        required=False,
        widget=forms.DateInput(attrs={"class": "vDateField", "placeholder": "24/04/2025"}),
        help_text="The day that this edition came out, if you know it. It is shown beside the figures.",
        error_messages={"invalid": NO_DAY},
    )

    def clean_period(self) -> str:
        said: str = self.cleaned_data["period"]
        if said and readers.given(said) is None:
            raise forms.ValidationError(NO_PERIOD)
        return said


class ApplyForm(forms.Form):
    """The reason where figures that stand here change. Which preview was looked at, the page says by itself."""

    why = words("Why do figures change?", "For staff: it stands in the history of each figure. For example: a newer edition of the tables.")


class UndoForm(forms.Form):
    why = words("Reason", "For staff: it stands in the history.", required=True)
