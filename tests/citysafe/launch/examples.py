"""Small content files to load."""

CONTACT = '[[help_contact]]\nname = "Listeners"\nnumber = "0800 123"\nwhen_to_use = "Any time"\nowner = "Editor"\n'
INITIATIVE = """
[[initiative]]
slug = "work"
plan = "a-plan"
title = "Work"
summary = "Work under way."
body = "More."
areas = ["Here", "There"]
[[initiative.phase]]
title = "First"
[[area]]
name = "Here"
kind = "city"
what_it_is = "A city."
[[area]]
name = "There"
kind = "city"
what_it_is = "Another."
"""
PLAN = """
[[plan]]
slug = "a-plan"
title = "A plan"
introduction = "i"
premise = "p"
inform = "i"
coordinate = "c"
promote = "p"
govern = "g"
how_it_came_about = "h"
delivery = "d"
"""
