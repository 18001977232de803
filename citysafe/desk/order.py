"""The staff desk's front page: its groups, in the order in which people work, each with a sentence."""

from typing import Any

GROUPS = {
    "plan": (
        "What was promised, who answers for it, and how far it has got.",
        ["Plan", "Priority", "Action", "Report", "Organisation", "Theme", "Initiative", "Announcement", "BoardReport", "PlanImport"],
    ),
    "statistics": (
        "The published counts, where they come from, and what was claimed about them.",
        [
            *("Observation", "Release", "Import", "Measure", "Series", "MappingRule"),
            *("Source", "Area", "RelationChange", "Annotation", "Concept", "Definition", "Claim"),
        ],
    ),
    "forum": ("The half-yearly meetings: when, where, who comes, and what came of them.", ["Event", "Registration"]),
    "pages": ("The standing pages, the help numbers on every page, and who publishes the site.", ["Page", "HelpContact", "Partnership"]),
    "mail": ("What the site sends by mail, what waits, and what could not be delivered.", ["QueuedMail"]),
    "work": ("What the site does by the clock, and whether it does.", ["TaskRun"]),
    "backups": ("The copies of the whole site that are kept for 35 days.", ["Backup"]),
    "people": ("Who may sign in here, and as what.", ["User"]),
    "privacy": ("What goes by itself when its time is over, and whether it does.", ["PurgeRecord"]),
    "history": ("Who changed what, when and why. It can be read, never changed.", ["Revision"]),
}


def in_order(app_list: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The admin's list of apps as groups with a sentence each; an app or model that is not named above comes last."""
    labels = list(GROUPS)
    for app in app_list:
        sentence, names = GROUPS.get(app["app_label"], ("", []))
        app["sentence"] = sentence
        app["models"].sort(key=lambda model, names=names: _place(model["object_name"], names))
    return sorted(app_list, key=lambda app: _place(app["app_label"], labels))


def _place(name: str, names: list[str]) -> int:
    return names.index(name) if name in names else len(names)
