"""How each published percentage is made: the rules by name, in words, for whoever repeats the sum."""

from statistics.comparison import Comparison

STEPS = [
    "Figures are compared within a series. A figure for fewer than twelve whole calendar months is compared with the one for the same months a year earlier, so that no season stands against another.",
    "Where that one is not published, and for other periods, it is compared with the nearest earlier one that is as long and does not overlap it; where there is none such, with the nearest earlier one.",
    "No change is given where a count is missing or negative, or where the periods differ in length or overlap.",
    "Nor is it given where counting changed (breaks.csv) after the first day of the earlier period and no later than the last day of the later one.",
    "Two periods of whole calendar months are as long as each other if they have as many months; others if they have as many days.",
    "difference = later count − earlier count.",
    "percentage = 100 × difference ÷ earlier count. percentage_numerator and percentage_denominator hold it exactly, in lowest terms.",
    "None is given where the earlier count is 0, nor where small_counts of the measure is withhold and either count is below small_count_threshold.",
    "percentage_change is the same to three decimal places, half away from zero; more places only where three would make it a whole number that it is not.",
    "percentage_rounded is the same without its sign as a whole number, half away from zero. The column rule names the exceptions.",
]
RULES = {
    "whole_number": "The percentage is rounded to a whole number, half away from zero.",
    "less_than_1": "The percentage lies between −1 and 1 and is not 0: “less than 1%”.",
    "more_than_99": "A fall of more than 99% that leaves some: “more than 99%”, never 100%.",
    "to_none": "None is left. Words say it, and no rounded percentage: “none recorded, down from 3”.",
    "from_none": "The earlier count is 0, so that there is nothing to take a percentage of: “up from none to 3”.",
    "no_change": "Both counts are the same.",
    "withheld": "At least one count is below the measure’s threshold, and the measure gives no percentage from counts so small.",
    "not_compared": "The two must not be compared. The column why_none says why.",
    "nothing_earlier": "No earlier figure of the series is published.",
}


def rule(row: Comparison) -> str:
    """Which of the rules made what is said of a change."""
    if row.change is None:
        return "nothing_earlier"
    if row.change.counts is None:
        return "not_compared"
    earlier, later = row.change.counts
    if not row.change.difference:
        return "no_change"
    if 0 in {earlier, later}:
        return "to_none" if earlier else "from_none"
    return _rounding(row)


def _rounding(row: Comparison) -> str:
    exact = row.change.exact if row.change else None
    if exact is None:
        return "withheld"
    if abs(exact) < 1:
        return "less_than_1"
    return "more_than_99" if -100 < exact < -99 else "whole_number"
