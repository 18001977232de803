"""The plan as files that staff take away, change in a spreadsheet, and bring back."""
