from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = "The forum"

    def ready(self) -> None:
        from citysafe.mail import kinds
        from citysafe.people import erased
        from citysafe.privacy import access, erasing, purging
        from citysafe.work import tasks
        from forum import services
        from forum.letters.kinds import all_kinds
        from forum.services import concluding, digest, feedback, finding, looked_up

        for kind in all_kinds():
            kinds.register(kind)
        tasks.register(tasks.Task(name="forum.conclude", title="Meetings that are over", run=concluding.conclude))
        tasks.register(tasks.Task(name="forum.thanks", title="Thanks after a meeting", run=feedback.thank))
        purging.register(*services.PURGES)
        erased.register("forum.registration", services.erase_again)
        for model, erase in looked_up.ERASERS.items():
            erasing.register(model, erase)
        for rows in services.WHOLE:
            erased.register(rows.kind, rows.erase_again)
        for alone in services.ALONE_ERASED:
            erasing.register(alone.name, alone.erase)
            erased.register(alone.kind, alone.erase_again)
        for model, find in finding.FINDERS.items():
            access.register(model, find)
        erased.register("forum.subscriber", services.unsubscribe_again)
        tasks.register(tasks.Task(name="forum.answers", title="Answers to forms sent twice", run=services.forget_answers))
        tasks.register(
            tasks.Task(name="forum.asked-again", title="Addresses that are registered already", run=services.tell_who_asked_again)
        )
        tasks.register(tasks.Task(name="forum.door", title="Duties at the door that are over", run=services.end_old_duties))
        tasks.register(tasks.Task(name="forum.exports", title="Weekly list of exports", run=digest.tell_the_owner))
        tasks.register(tasks.Task(name="forum.mailings", title="Mail to many", run=services.send_mailings))
        tasks.register(tasks.Task(name="forum.holds", title="Held registrations", run=services.release_old_holds))
        tasks.register(tasks.Task(name="forum.counts", title="Places counted against registrations", run=services.check_counts))
        tasks.register(tasks.Task(name="forum.ends", title="Offers and unconfirmed registrations", run=services.expire_due))
