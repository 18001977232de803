"""The figures for programs, version 1: what each answer holds, as plain data. Counts are whole numbers, percentages exact, nothing is a 0 that is missing."""
