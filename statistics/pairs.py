"""Two figures of a reader's own choice: how an address names them, which there are to choose from, and what is said of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from statistics import drawing, wording
from statistics.charts import Chart
from statistics.comparison import Comparison, change, shown_value
from statistics.models import Observation, Series
from statistics.readings import Reading

Group = tuple[str, list[tuple[str, str]]]


def reference(figure: Observation) -> str:
    """How an address names a figure: “12.2022-10-01.2023-09-30”, its series and its period.

    Both stay when a figure is deleted and entered anew; its own number would not.
    """
    return f"{figure.series_id}.{figure.period_start.isoformat()}.{figure.period_end.isoformat()}"


def by_reference(reading: Reading) -> dict[str, Observation]:
    return {reference(figure): figure for figure in reading.figures}


def choices(reading: Reading) -> list[Group]:
    """Every figure of the measure by its series, the newest first: what a select element offers."""
    return [
        (
            f"{history.series.area}: {history.series.source}",
            [(reference(figure), label(figure)) for figure in reversed(history.series.figures)],
        )
        for history in reading.histories
    ]


def opening(reading: Reading) -> dict[str, str]:
    """The two figures at the top of the measure's page, which the choice starts from."""
    main = reading.main
    pair = {"earlier": main.earlier, "later": main.later} if main else {}
    return {name: reference(figure) for name, figure in pair.items() if figure}


def label(figure: Observation) -> str:
    """“October 2022 to September 2023 (provisional, period assumed)”."""
    return f"{figure.period.label} ({', '.join(_standing(figure)).lower()})"


def _standing(figure: Observation) -> Iterator[str]:
    yield str(figure.get_status_display()) if figure.value is not None else shown_value(figure)
    if figure.period_is_assumed:
        yield "period assumed"
    if not figure.is_published:
        yield "not public yet"


@dataclass(frozen=True)
class Pair:
    """Two figures in the order in which the reader named them."""

    earlier: Observation
    later: Observation

    @cached_property
    def told(self) -> Comparison:
        return Comparison(self.later.series, self.later, self.earlier, change(self.earlier, self.later))

    @property
    def series(self) -> list[Series]:
        """The series of the two: one, where they may be compared."""
        return list(dict.fromkeys(figure.series for figure in self.figures))

    @property
    def figures(self) -> list[Observation]:
        return [self.later, self.earlier]

    @property
    def swapped(self) -> "Pair | None":
        """The other way round, where that can be answered and this cannot."""
        other = Pair(self.later, self.earlier)
        return other if not self.told.is_compared and other.told.is_compared else None

    @property
    def where(self) -> str:
        return " and ".join(dict.fromkeys(series.area.name for series in self.series))

    @property
    def title(self) -> str:
        """“Knife crime, the city: October 2022 to September 2023, compared with October 2021 to September 2022”."""
        return f"{self.told.measure}, {self.where}: {self.periods}"

    @property
    def periods(self) -> str:
        return self.told.periods if self.told.is_compared else f"{self.later.period.label} and {self.earlier.period.label}, not compared"

    @property
    def chart(self) -> Chart | None:
        return drawing.two(self.told)

    @property
    def query(self) -> str:
        """The address’ question as the form sends it, with nothing else in it."""
        chosen = {"measure": self.told.measure.slug, "later": reference(self.later), "earlier": reference(self.earlier)}
        return urlencode(chosen)

    @property
    def address(self) -> str:
        """The whole address under which the public finds it."""
        return f"{settings.SITE_URL}{reverse('statistics:compare')}?{self.query}"

    @property
    def sentence(self) -> str:
        """“578 offences, down 237 (29%) from 815.”; empty where the two must not be compared."""
        told = self.told
        if self.later.value is None or told.change is None or not told.is_compared:
            return ""
        counted = wording.counted(self.later.value, told.measure.unit_one, told.measure.unit_many)
        return f"{counted}, {' '.join(part for part in (told.change.words, told.change.tail) if part)}."

    @property
    def sources(self) -> str:
        """“Source: Office for Examples, Tables, first edition.”; each edition once."""
        named = dict.fromkeys(f"{figure.series.source.publisher}, {figure.series.source}, {figure.edition}" for figure in self.figures)
        return f"{'Source' if len(named) == 1 else 'Sources'}: {'; '.join(named)}."

    @property
    def standing(self) -> str:
        """What must be quoted with a count that is not settled: “January to March 2026: provisional.”; empty where both are final."""
        unsettled = [figure for figure in self.figures if figure.status != Observation.Status.FINAL]
        return " ".join(f"{figure.period.label}: {figure.get_status_display().lower()}." for figure in unsettled)
