"""Fields that hold words, and nothing about a person: what they hold instead."""

OF_OURS = "one of our own words for how it stands"
OF_A_MEETING = "what organisers write about a meeting, for everybody; they are told to name nobody"
OF_A_REPORT = "what an organisation says of an action, to be published without a name; who sent it is another field"
OF_A_PARTNER = "what is public about an organisation"


def _all(model: str, names: str, why: str) -> dict[str, str]:
    return dict.fromkeys((f"{model}.{name}" for name in names.split()), why)


NOT_PERSONAL = {
    "publishing.FormerAddress.path": "the address of a page",
    "history.Revision.name": "the title of what was changed; an account goes by its number",
    "history.Revision.address": "the address of a page",
    "work.TaskRun.name": "a task of the site itself",
    "backups.Backup.file_name": "a file of the site itself",
    "pages.Partnership.name": "a partnership",
    "pages.Partnership.contact_email": "a role mailbox",
    "pages.Partnership.data_owner_mailbox": "a role mailbox",
    "pages.Partnership.forum_name": "a meeting",
    "pages.HelpContact.name": "an organisation",
    "plan.PlanImport.file_name": "a file of the plan",
    "plan.Organisation.name": "an organisation",
    "plan.Organisation.mailbox": "a role mailbox",
    "plan.Organisation.shows_mailbox": "whether a role mailbox is public",
    "statistics.Area.name": "a place",
    "statistics.Definition.name": "a word for what is counted",
    "statistics.ImportFile.file_name": "a published file",
    "statistics.ImportedCell.area_name": "a place",
    "statistics.MappingRule.area_names": "a place",
    "forum.Registration.shares_name": "whether a name is shown, which goes by itself",
    "forum.Event.address": "a building",
    "forum.Event.confirms_by_mail": "a rule of a meeting",
    "forum.EventChange.address": "a building",
    **_all("mail.QueuedMail", "kind state", OF_OURS),
    "mail.QueuedMail.message_id": "a random number; the mail goes with whom it is about",
    "mail.QueuedMail.fault": "what a mail server answered, by number: its words may hold an address and are dropped",
    "privacy.PurgeRecord.counts": "how much went, and nothing of what",
    "backups.Backup.fault": "what went wrong, in a sentence of ours",
    **_all("forum.Event", "state mode", OF_OURS),
    **_all("forum.Event", "to_confirm slug title summary body venue getting_there access cost outcome told_us", OF_A_MEETING),
    "forum.AgendaItem.title": OF_A_MEETING,
    **_all("forum.EventChange", "venue words note", OF_A_MEETING),
    **_all("forum.EventPaper", "title file url formats", OF_A_MEETING),
    **_all("forum.EventQuestion", "question answer", OF_A_MEETING),
    **_all("forum.AgreedAction", "words what_happened", OF_A_MEETING),
    **_all("forum.Question", "words options", OF_A_MEETING),
    **_all("forum.Workshop", "title room", OF_A_MEETING),
    **_all("forum.Registration", "state first_state", f"{OF_OURS}; it stays for the counts when nobody knows whose it was"),
    "forum.Registration.reference": "it is made of a random key, and stays for the counts when nobody knows whose it was",
    "forum.Registration.notice_version": "which words were there to be read",
    **_all("forum.Feedback", "useful", OF_OURS),
    **_all("forum.Mailing", "kind", OF_OURS),
    **_all("forum.Question", "kind", OF_OURS),
    **_all("forum.RepeatedSubmission", "told", OF_OURS),
    **_all("plan.Organisation", "slug kind part url to_confirm", OF_A_PARTNER),
    **_all("plan.PlanImport", "kind state outcome", OF_OURS),
    "plan.PlanImport.content": "a file of the plan, forgotten once it was applied or thrown away",
    **_all("plan.Reminder", "which", OF_OURS),
    **_all("plan.Report", "progress rating decision", OF_OURS),
    **_all("plan.Report", "rating_reason title words evidence evidence_url stood note", OF_A_REPORT),
    "plan.MilestoneReport.reason": OF_A_REPORT,
}
