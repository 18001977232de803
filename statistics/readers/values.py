"""Cells of published tables: counts, markers, labels, areas and periods, in the spellings of all editions."""

import calendar
import re
from datetime import date, timedelta

from statistics.periods import Period

CONFIDENTIAL, NOT_AVAILABLE, NOT_APPLICABLE = "confidential", "not_available", "not_applicable"
# Shorthand in place of a number, as the publishers used it over the years, without blanks and in small letters.
MARKERS = {
    **dict.fromkeys(["[c]", "*", "c"], CONFIDENTIAL),
    **dict.fromkeys(["[x]", "..", "…", ":", "n/a", "na", "#n/a", "", "[u]", "x", "[low]"], NOT_AVAILABLE),
    **dict.fromkeys(["[z]", "-", "–", "—", "+", "[u1]", "z", ".", "[w]"], NOT_APPLICABLE),
}
STATUSES = {"r": "revised", "p": "provisional", "e": "estimated"}
COUNT = re.compile(
    r"(?P<number>[-−+]?(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d{1,30}))(?:\.0*)?(?P<marks>(?:\s*(?:\[[a-z]+\d*\]|[rpe]\b))*)", re.IGNORECASE
)
BLANKS = re.compile(r"\s+")
NOTE = re.compile(r"\[\s*notes?\s*[\d,\s]*\]", re.IGNORECASE)
GLUED = re.compile(r"(?<=[a-z.)])\s?\d{1,2}(?:\s*,\s*\d{1,2})*$", re.IGNORECASE)
CODE = re.compile(r"[EWKSN]\d{8}")
MONTHS = {name.lower(): number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names) if name}
MONTHS["sept"] = 9
YEARS = range(1990, 2100)


def count(text: str) -> tuple[int | None, str, str] | None:
    """A count, or why there is none, and its status: (1234, "", "revised"), (None, "confidential", ""); None for neither."""
    text = NOTE.sub("", text).strip()
    found = COUNT.fullmatch(text)
    if found:
        number = int(re.sub(r"[,\s]", "", found["number"]).replace("−", "-"))
        marks = re.findall(r"[a-z]", found["marks"].lower())
        return number, "", next((STATUSES[mark] for mark in marks if mark in STATUSES), "")
    reason = MARKERS.get(BLANKS.sub("", text).lower())
    return None if reason is None else (None, reason, "")


def label(text: str) -> str:
    """A heading or a name without line breaks, notes and footnote marks; the words stay as they were published."""
    plain = BLANKS.sub(" ", NOTE.sub(" ", text)).strip()
    return GLUED.sub("", plain).strip()


def heading(text: str) -> str:
    """A heading as readers compare it."""
    return label(text.replace("_", " ").replace("\ufeff", "")).casefold()


def same_name(text: str) -> str:
    """A name as it is compared: without case, marks, and the ways in which one place is spelled."""
    plain = BLANKS.sub(" ", re.sub(r"[^\w\s]", " ", label(text.replace("&", " and ")))).strip().casefold()
    turned = re.fullmatch(r"(?:the )?(city|county) of (.+)", plain)
    return f"{turned[2]} {turned[1]} of" if turned else plain


def month(text: str) -> Period | None:
    """“2022-10” and what spreadsheets make of it (“Oct-22”, “October 2022”, “01/10/2022”, “10/2022”, “44835”); None for no month."""
    for pattern in (
        r"(?P<year>\d{4})[-/](?P<month>\d{1,2})(?:-01(?:[T ]00:00(?::00)?)?)?",
        r"(?:0?1/)?(?P<month>\d{1,2})[-/](?P<year>\d{4})",
    ):
        if found := re.fullmatch(pattern, text):
            return whole_months(int(found["year"]), int(found["month"]))
    if re.fullmatch(r"\d{5}", text):  # the days since the end of 1899, in a cell whose format was lost
        day = date(1899, 12, 30) + timedelta(days=int(text))
        return whole_months(day.year, day.month) if day.day == 1 else None
    if found := re.fullmatch(r"(?:0?1[-\s])?(?P<name>[A-Za-z]+)[-\s'’.]+(?P<year>\d{4}|\d{2})", text):
        named = MONTHS.get(found["name"].lower())
        return whole_months(_year(found["year"]), named) if named else None
    return None


def whole_months(year: int, first: int, number: int = 1) -> Period | None:
    """`number` months from the month `first` of a year; None where there is no such month."""
    if year not in YEARS or first not in range(1, 13):
        return None
    after = year * 12 + first - 1 + number
    return Period(date(year, first, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1))


def financial_year(text: str) -> int | None:
    """The year in which it starts: “2022/23”, “2022-23”, “2022_23”, “2022/2023”, “2022 to 2023”."""
    found = re.fullmatch(r"(\d{4})\s*(?:[/_–-]|to)\s*(\d{2}|\d{4})", text)
    if not found or int(found[1]) not in YEARS or int(found[2]) % 100 != (int(found[1]) + 1) % 100:
        return None
    return int(found[1])


def span(text: str) -> Period | None:
    """A period named in a heading: “Apr 2010 to Mar 2011”, “Jan '23 to Dec '23”, “year ending March 2011”, “2010/11”."""
    plain = BLANKS.sub(" ", text).strip()
    part = r"(?P<{0}_month>[A-Za-z]+)\.?[\s'‘’-]*(?P<{0}_year>\d{{4}}|\d{{2}})"
    note = r"(?:\s?\d{1,2}(?:\s?,\s?\d{1,2})*)?"
    if found := re.fullmatch(f"{part.format('first')} ?(?:to|-|–) ?{part.format('last')}{note}", plain):
        ends = [month(f"{found[f'{end}_month']} {found[f'{end}_year']}") for end in ("first", "last")]
        return Period(ends[0].start, ends[1].end) if ends[0] and ends[1] and ends[0].start < ends[1].end else None
    start = financial_year(plain)
    return whole_months(start, 4, 12) if start else year_ending(plain)


def year_ending(text: str) -> Period | None:
    """The twelve months that a title names last: “… year ending December 2024”, “12 months to June 2019”."""
    named = re.findall(r"(?:year ending|year to|12 months to|months ending)\s+(?:\d{1,2}\s+)?([A-Za-z]+)\.?\s+(\d{4})", text, re.IGNORECASE)
    last = month(" ".join(named[-1])) if named else None
    return whole_months(last.start.year - (last.start.month < 12), last.start.month % 12 + 1, 12) if last else None


def last_month(text: str) -> Period | None:
    """The month that a text names last: “Tables for the year ending December 2024”."""
    named = [month(" ".join(found)) for found in re.findall(r"([A-Za-z]+)\s+(\d{4})", text)]
    return next(filter(None, reversed(named)), None)


def mid_years(text: str) -> list[Period]:
    """The days of mid-year estimates, 30 June, that a text names: “mid-2019”, “Mid 2022”; each once."""
    found = re.findall(r"\bmid[-\s–]?(?:year[-\s])?(\d{4})\b", text, re.IGNORECASE)
    return [_day(year) for year in dict.fromkeys(map(int, found)) if year in YEARS]


def mid_year(text: str) -> Period | None:
    """The one mid-year that a text names; None where it names none or several."""
    named = mid_years(text)
    return named[0] if len(named) == 1 else None


def given(text: str) -> Period | None:
    """A period that somebody gives by hand: also “2019” for a mid-year, “2023-10 to 2024-09” and two full dates."""
    plain = BLANKS.sub(" ", text).strip()
    if re.fullmatch(r"\d{4}", plain):
        return mid_year(f"mid-{plain}")
    ends = re.split(r" to |/(?=\d{4}-)", plain)
    if len(ends) == 2:
        try:
            first, last = (date.fromisoformat(end) for end in ends)
        except ValueError:
            months = [month(end) for end in ends]
            return Period(months[0].start, months[1].end) if months[0] and months[1] and months[0].start < months[1].end else span(plain)
        return Period(first, last) if first <= last and {first.year, last.year} <= {*YEARS} else None
    return mid_year(plain) or month(plain) or span(plain)


def _day(year: int) -> Period:
    return Period(date(year, 6, 30), date(year, 6, 30))


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
