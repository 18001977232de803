from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = "The forum"

    def ready(self) -> None:
        from citysafe.mail import kinds
        from citysafe.work import tasks
        from forum import letters, services
        from forum.letters import State, of, sample_of

        for name, title, write, sample in (
            ("forum.registration", "How a registration stands", letters.registration, sample_of(letters.registration, State.CONFIRMED)),
            ("forum.waiting", "On the waiting list", letters.registration, sample_of(letters.registration, State.WAITING)),
            ("forum.offer", "A place is offered", letters.offer, sample_of(letters.offer, State.OFFERED)),
            ("forum.already", "Already registered", letters.already, sample_of(letters.already, State.CONFIRMED)),
            ("forum.ended", "No longer registered", letters.ended, sample_of(letters.ended, State.CANCELLED)),
            (
                "forum.new-address",
                "Confirm a new address",
                letters.new_address,
                sample_of(letters.new_address, State.CONFIRMED, new_email="new@example.org"),
            ),
        ):
            kinds.register(kinds.Kind(name=name, title=title, write=of(write), sample=sample))
        tasks.register(tasks.Task(name="forum.purge", title="Personal data of past meetings", run=services.purge))
        tasks.register(tasks.Task(name="forum.holds", title="Held registrations", run=services.release_old_holds))
