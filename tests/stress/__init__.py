"""The forum under stress: real servers, real people's browsers as far as a server can tell, faults on purpose.

Each scenario asserts what must hold whatever the machine, and shows the times it took. `python -m tests.stress` runs all of them
on both databases; the suite runs a short round of each.
"""
