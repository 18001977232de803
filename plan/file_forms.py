"""What staff say when they bring a file of the plan back."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from citysafe.desk.words import words
from plan.files.kinds import CHOICES

MOST_BYTES = 2_000_000
TOO_LARGE = f"The file is larger than {MOST_BYTES // 1_000_000} MB, the most that is taken. Bring it in parts."


class BringForm(forms.Form):
    kind = forms.ChoiceField(
        label="Which file",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which of the three files it is.", "invalid_choice": "Choose one of the three files."},
    )
    upload = forms.FileField(
        label="The file",
        allow_empty_file=False,
        max_length=200,
        help_text="As CSV, 2 MB at most. Nothing changes yet: you first see what it would do.",
        error_messages={
            "required": "Choose the file.",
            "empty": "The file is empty.",
            "missing": "Choose the file.",
            "invalid": "Choose the file.",
            "max_length": "The file’s name is longer than 200 characters: give it a shorter one.",
        },
    )

    def clean_upload(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["upload"]
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return upload


class ApplyForm(forms.Form):
    """The reason. Which preview was looked at, the page says by itself."""

    why = words("Reason for this change", "For staff: it stands in the history of each action beside what changed.")
