"""The report to the board: what it tells, put together from what the public may see. Plain data in and out."""
