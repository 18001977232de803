import pytest

from statistics import counts_in_words

DATES = [
    *("March 2024", "on 11 March 2024", "11th March", "In 2022 and 2023/24.", "2022–23", "from 01/04/2023", "notes 1 of 2024", ""),
    *("The announcement names no period.", "Since April 2019, see note 2.", "The same 12 months, one year before."),
]
COUNTS = [
    *("It was 3.", "3 in March 2024", "12 March 2024 and 4", "1,234", "2,024", "20245", "1.5 times", "3 of them", "½", "٣", "5 notes"),
    *("12.2022", "5 months", "112 months", "2024.5", "٢٣ مايو"),
]


@pytest.mark.parametrize("words", DATES)
def test_days_months_years_and_notes_are_no_counts(words):
    assert not counts_in_words.are_in(words)
    assert counts_in_words.kept_back(words) == words


@pytest.mark.parametrize("words", COUNTS)
def test_every_other_number_is_kept_back(words):
    assert counts_in_words.are_in(words)
    assert counts_in_words.kept_back(words) == counts_in_words.UNTOLD


def test_its_own_words_name_none():
    assert not counts_in_words.are_in(counts_in_words.UNTOLD)


def test_numbers_outside_dates_are_read():
    assert counts_in_words.counts("On 11 March 2024 there were 1,234, not 56; 12.") == {1234, 56, 12}
