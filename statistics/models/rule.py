"""Which cells of a publication make which figures."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from statistics.models.measure import Series
from statistics.models.observation import Observation

MONTHS = [
    (number, name)
    for number, name in enumerate(
        (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        start=1,
    )
]
KINDS = {"category": "", "code": "offence code ", "subgroup": "offence subgroup ", "group": "offence group "}
NO_MONTH = "A year ends in one of the months 1 to 12."
NO_PUBLICATION = "The source of this series is no publication that is imported. Name it there first, under “imported as”."
NO_NAME = "A line has no name between its |: write one, or take the line away."
TWICE = "“{name}” stands here twice: it would be one count all the same. Take one away."


class MappingRule(models.Model):
    """The cells whose sum is a figure of one series. The series' source says which publication they stand in."""

    class By(models.TextChoices):
        CATEGORY = "category", "Name of the count, as the file writes it"
        CODE = "code", "Offence code"
        SUBGROUP = "subgroup", "Offence subgroup"
        GROUP = "group", "Offence group"

    series = models.OneToOneField(
        Series, on_delete=models.CASCADE, related_name="rule", help_text="The series that the figures belong to: measure, area and source."
    )
    by = models.CharField("cells are chosen by", max_length=8, choices=By, default=By.CATEGORY, help_text="What the lines below name.")
    wanted = models.TextField(
        "what is added up",
        help_text="One a line. All of them must be in the file, or no figure is made. Several spellings of one: with | between them.",
    )
    area_code = models.CharField(
        "code of the area",
        max_length=9,
        blank=True,
        help_text="The code that the publication gives it: a partnership has another than its council.",
    )
    area_names = models.TextField(
        "names of the area", blank=True, help_text="As the publication writes it; one spelling a line. Used where the file has no codes."
    )
    year_ends_in = models.PositiveSmallIntegerField(
        "years end in",
        choices=MONTHS,
        null=True,
        blank=True,
        validators=[MinValueValidator(1, NO_MONTH), MaxValueValidator(12, NO_MONTH)],
        help_text="For months and quarters: twelve months are added up, to the end of this month. Empty: the periods as they are published.",
    )
    finer_reason = models.CharField(
        "why less than a year",
        max_length=300,
        blank=True,
        help_text="Figures for less than twelve months may point to a person. Say why they are needed, or none is made.",
    )
    status = models.CharField(
        "status of new figures",
        max_length=11,
        choices=Observation.Status,
        default=Observation.Status.PROVISIONAL,
        help_text="How settled the publication’s figures are. What a file says of one cell comes first.",
    )

    class Meta:
        ordering = ["series__measure__title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="statistics_mapping_rule_names_an_area",
                condition=~models.Q(area_code="", area_names=""),
                violation_error_message="Name the area: its code, its name, or both.",
            ),
            models.CheckConstraint(
                name="statistics_mapping_rule_month_is_known",
                condition=models.Q(year_ends_in__isnull=True) | models.Q(year_ends_in__gte=1, year_ends_in__lte=12),
                violation_error_message=NO_MONTH,
            ),
        ]

    def __str__(self) -> str:
        return str(self.series)

    @property
    def parts(self) -> list[list[str]]:
        """What is added up, each part with its spellings."""
        lines = ([name.strip() for name in line.split("|") if name.strip()] for line in self.wanted.splitlines())
        return [line for line in lines if line]

    @property
    def names(self) -> list[str]:
        """The spellings of the area."""
        return [name.strip() for name in self.area_names.splitlines() if name.strip()]

    @property
    def in_words(self) -> str:
        """The rule as the public reads it beside the figures."""
        *others, last = [f"“{part[0]}”" for part in self.parts] or [""]
        counts = f"{', '.join(others)} and {last}" if others else last
        area = " ".join([*self.names[:1], *([f"({self.area_code})"] if self.area_code else [])])
        sentences = [f"Taken from the published file: {KINDS[self.by]}{counts} for {area}."]
        if self.year_ends_in:
            sentences.append(f"Twelve months are added up, to the end of {dict(MONTHS)[self.year_ends_in]}.")
        if self.finer_reason:
            sentences.append(f"Given for less than a year: {self.finer_reason}")
        return " ".join(sentences)

    def clean(self) -> None:
        super().clean()
        if self.series_id and not self.series.source.publication:
            raise ValidationError({"series": NO_PUBLICATION})
        names = [[name.strip() for name in line.split("|")] for line in self.wanted.splitlines() if line.strip()]
        if not all(any(line) for line in names):
            raise ValidationError({"wanted": NO_NAME})
        every = [name.casefold() for line in names for name in line if name]
        if twice := next((name for name in every if every.count(name) > 1), ""):
            raise ValidationError({"wanted": TWICE.format(name=twice)})
