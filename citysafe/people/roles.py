"""The five roles: which may view, add, change or delete what. Groups are made from this table alone.

V view · A add · C change · D delete · S send again · M manage · X export · E see figures before their release
G give people what is held about them
"""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions

ADMINISTRATOR, EDITOR, STATISTICIAN, ORGANISER, VIEWER = ROLES = (
    "Administrator",
    "Editor",
    "Statistician",
    "Forum organiser",
    "Viewer",
)
ACTIONS = {
    "V": "view",
    "A": "add",
    "C": "change",
    "D": "delete",
    "S": "send_again",
    "M": "manage",
    "X": "export",
    "E": "see_early",
    "G": "give",
}

#                                  Adm     Edi     Sta     Org     Vie
TABLE: dict[str, tuple[str, ...]] = {
    "plan.Plan":                  ("VACD", "VACD", "V",    "V",    "V"),
    "plan.Priority":              ("VACD", "VACD", "V",    "V",    "V"),
    "plan.Action":                ("VACD", "VACD", "V",    "V",    "V"),
    "plan.Milestone":             ("VACD", "VACD", "V",    "V",    "V"),
    "plan.Support":               ("VACD", "VACD", "V",    "V",    "V"),
    "plan.ProgressUpdate":        ("VACD", "VACD", "V",    "V",    "V"),
    # What partners send: editors decide, nobody rewrites it. A draft is for whoever types it.
    "plan.Report":                ("VM",   "VM",   "V",    "V",    "V"),
    "plan.MilestoneReport":       ("V",    "V",    "V",    "V",    "V"),
    "plan.ReportDraft":           ("",     "",     "",     "",     ""),
    "plan.Reminder":              ("",     "",     "",     "",     ""),
    "plan.Aim":                   ("VACD", "VACD", "V",    "V",    "V"),
    "plan.Organisation":          ("VACD", "VACD", "V",    "V",    "V"),
    # The people of partners have no role: who has a membership and no admin access is a partner.
    "plan.Membership":            ("VAD",  "VAD",  "",     "",     ""),
    "plan.Initiative":            ("VACD", "VACD", "V",    "V",    "V"),
    "plan.Phase":                 ("VACD", "VACD", "V",    "V",    "V"),
    "plan.Announcement":          ("VACD", "VACD", "V",    "V",    "V"),
    "plan.BoardReport":           ("VACD", "VACD", "V",    "V",    "V"),
    "plan.Theme":                 ("VACD", "VACD", "V",    "V",    "V"),
    "plan.PlanImport":            ("V",    "V",    "",     "",     ""),
    "statistics.Source":          ("VACD", "V",    "VACD", "V",    "V"),
    "statistics.Area":            ("VACD", "V",    "VACD", "V",    "V"),
    "statistics.Measure":         ("VACD", "V",    "VACD", "V",    "V"),
    "statistics.Series":          ("VACD", "V",    "VACD", "V",    "V"),
    "statistics.SeriesBreak":     ("VACD", "V",    "VACD", "V",    "V"),
    "statistics.Annotation":      ("VACD", "V",    "VACD", "V",    "V"),
    "statistics.Concept":         ("VACD", "V",    "VACD", "V",    "V"),
    "statistics.Definition":      ("VACD", "V",    "VACD", "V",    "V"),
    "statistics.MappingRule":     ("VACD", "V",    "VACD", "V",    "V"),
    # Figures before their release are for those who prepare them. Everybody else reads them where the public does.
    "statistics.Observation":     ("VACDE", "",    "VACDE", "",    ""),
    "statistics.Claim":           ("VACD", "",     "VACD", "",     ""),
    "statistics.Release":         ("VACDM", "",    "VACDM", "",    ""),
    "statistics.RelationChange":  ("V",    "",     "V",    "",     ""),
    "statistics.EarlyAccess":     ("VACD", "",     "VACD", "",     ""),
    "statistics.DateChange":      ("V",    "",     "V",    "",     ""),
    "statistics.FigureRevision":  ("V",    "",     "V",    "",     ""),
    "statistics.Import":          ("VAM",  "",     "VAM",  "",     ""),
    "forum.Event":                ("VACD", "V",    "V",    "VACD", "V"),
    "forum.AgendaItem":           ("VACD", "V",    "V",    "VACD", "V"),
    "forum.EventPaper":           ("VACD", "V",    "V",    "VACD", "V"),
    "forum.EventQuestion":        ("VACD", "V",    "V",    "VACD", "V"),
    "forum.AgreedAction":         ("VACD", "V",    "V",    "VACD", "V"),
    "forum.Feedback":             ("V",    "",     "",     "V",    ""),
    "forum.Turnout":              ("V",    "",     "",     "V",    ""),
    "forum.EventChange":          ("V",    "V",    "V",    "V",    "V"),
    "forum.Mailing":              ("",     "",     "",     "",     ""),
    "forum.Subscriber":           ("",     "",     "",     "",     ""),
    "forum.Places":               ("V",    "V",    "V",    "V",    "V"),
    "forum.Question":             ("VACD", "V",    "V",    "VACD", "V"),
    "forum.OrganisationPlaces":   ("VACD", "V",    "V",    "VACD", "V"),
    "forum.Workshop":             ("VACD", "V",    "V",    "VACD", "V"),
    # Who comes is for the organisers alone.
    "forum.Registration":         ("VAMXG", "",    "",     "VAMXG", ""),
    "forum.Needs":                ("V",    "",     "",     "V",    ""),
    "forum.HandOver":             ("",     "",     "",     "",     ""),
    "forum.LostLink":             ("",     "",     "",     "",     ""),
    "forum.Answer":               ("V",    "",     "",     "V",    ""),
    "forum.WorkshopSeat":         ("V",    "",     "",     "V",    ""),
    # Helpers at the door have no role: who has a duty at the door of a meeting reaches its list, and nothing of the desk.
    "forum.DoorDuty":             ("VAD",  "",     "",     "VAD",  ""),
    "forum.ExportDigest":          ("",     "",     "",     "",     ""),
    "forum.RepeatedSubmission":   ("",     "",     "",     "",     ""),
    "pages.Page":                 ("VACD", "VACD", "V",    "V",    "V"),
    "pages.HelpContact":          ("VACD", "VACD", "V",    "V",    "V"),
    "pages.Partnership":          ("VAC",  "VAC",  "V",    "V",    "V"),
    "people.User":                ("VACG", "",     "",     "",     ""),
    "history.Revision":           ("V",    "V",    "V",    "V",    "V"),
    "history.FieldChange":        ("V",    "V",    "V",    "V",    "V"),
    "mail.QueuedMail":            ("VS",   "",     "",     "VS",   ""),
    "work.TaskRun":               ("V",    "",     "",     "V",    "V"),
    "privacy.PurgeRecord":        ("V",    "",     "",     "V",    "V"),
    "backups.Backup":             ("V",    "",     "",     "",     ""),
    # What the site keeps for itself: nobody edits it.
    "statistics.ImportFile":      ("",     "",     "",     "",     ""),
    "statistics.ImportedCell":    ("",     "",     "",     "",     ""),
    "statistics.ImportedFigure":  ("",     "",     "",     "",     ""),
    "statistics.Suppression":     ("",     "",     "",     "",     ""),
    "people.SignInCode":          ("",     "",     "",     "",     ""),
    "publishing.FormerAddress":   ("",     "",     "",     "",     ""),
    "publishing.DataVersion":     ("",     "",     "",     "",     ""),
    "launch.LoadedItem":          ("",     "",     "",     "",     ""),
}  # fmt: skip


def allowed(role: str) -> set[tuple[str, str]]:
    """What a role may do: pairs of a permission's app and its code name, such as (“plan”, “change_action”)."""
    column = ROLES.index(role)
    return {
        (app, f"{ACTIONS[letter]}_{model.lower()}")
        for name, rights in TABLE.items()
        for app, model in [name.split(".")]
        for letter in rights[column]
    }


def apply(apps: Any = installed, using: str = "default") -> None:
    """Make the groups exactly what the table says, as far as its models exist yet.

    A migration that adds a model calls it again, with its own `apps`.
    """
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for label in sorted({name.split(".")[0] for name in TABLE}):
        _create_permissions(apps, label, using)
    existing = {
        (found.content_type.app_label, found.codename): found for found in permission.objects.using(using).select_related("content_type")
    }
    for role in ROLES:
        made, _ = group.objects.using(using).get_or_create(name=role)
        made.permissions.set([existing[key] for key in sorted(allowed(role)) if key in existing])


def _create_permissions(apps: Any, label: str, using: str) -> None:
    """Django makes permissions after the last migration; a migration that gives them out needs them earlier."""
    try:
        config = apps.get_app_config(label)
    except LookupError:
        return
    config.models_module = getattr(config, "models_module", None) or True
    create_permissions(config, verbosity=0, using=using, apps=apps)
