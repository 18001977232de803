"""How Django itself writes days and times, at the staff desk: the public pages have words of their own."""
