"""The codes in files of figures: what stands in a cell in place of a value, and what stands beside one."""

CODES = {
    "[c]": "Confidential: the number could point to a person, or its source keeps it back.",
    "[x]": "Not available, or not due yet.",
    "[z]": "Does not apply, or there is nothing to say.",
    "[u]": "A percentage is not given, because at least one of the two counts is too small.",
}
MARKS = {
    "[p]": "Provisional: the publisher expects to revise it.",
    "[r]": "Revised by the publisher since it first came out.",
    "[e]": "Estimated: worked out and not counted.",
    "[b]": "Counting changed within the period.",
}
