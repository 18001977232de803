import django.db.models.deletion
from django.db import migrations, models

from citysafe.people import roles


def apply_roles(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0008_board_report_roles"),
        ("people", "0005_roles_of_mail_and_due_work"),
    ]

    operations = [
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("review", "In review"), ("published", "Published"), ("archived", "Archived")],
                        default="draft",
                        help_text="Only what is published is public. Archived means taken off the site and kept.",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="The moment of publication. A moment in the future keeps it hidden until then. Left empty, publishing sets it to now.",
                        null=True,
                        verbose_name="goes public at",
                    ),
                ),
                (
                    "first_public_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="The first moment at which it was public. It stays when the thing is taken back, archived or published anew.",
                        null=True,
                    ),
                ),
                (
                    "to_confirm",
                    models.TextField(
                        blank=True,
                        help_text="What somebody must still check or supply. Staff alone see this note; empty it when all is settled.",
                        verbose_name="to confirm",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, help_text="Set when the record is saved.", verbose_name="last updated")),
                (
                    "title",
                    models.CharField(help_text="What it is about, in a few words, such as “Light on the ways home”.", max_length=120),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="The end of its address on the page “You said, we did”: small letters, numbers and hyphens. Links to it end with it.",
                        max_length=80,
                        unique=True,
                        verbose_name="address part",
                    ),
                ),
                (
                    "heard",
                    models.TextField(
                        help_text="Which groups, where and when, summed up in Markdown. Never a person’s name, and nothing that points to one.",
                        verbose_name="who was heard",
                    ),
                ),
                (
                    "said",
                    models.TextField(help_text="Summed up in our words, in Markdown. Never a quotation.", verbose_name="what they said"),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("adopted", "Adopted"),
                            ("partly", "Adopted in part"),
                            ("not", "Not adopted"),
                            ("open", "Not decided yet"),
                        ],
                        default="open",
                        help_text="What the partnership decided about it.",
                        max_length=8,
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        help_text="Why it was decided so, in Markdown. Public. Required for what is not adopted, or only in part.",
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the decision. Leave empty if it is not on record.",
                        null=True,
                        verbose_name="decided on",
                    ),
                ),
                (
                    "happened",
                    models.TextField(
                        blank=True,
                        help_text="What happened beside the actions, in Markdown. Leave empty if the actions tell it all.",
                        verbose_name="what happened",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first among those with the same decision."),
                ),
                (
                    "actions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The actions of the same plan that came of it. Their state is told from them.",
                        related_name="themes",
                        to="plan.action",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        help_text="The plan that it was heard for.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="themes",
                        to="plan.plan",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        help_text="The priority of the same plan that it went into. Leave empty if there is none.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="themes",
                        to="plan.priority",
                    ),
                ),
            ],
            options={
                "verbose_name": "consultation theme",
                "ordering": ["position", "title"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="plan_theme_published_has_a_moment",
                        violation_error_message="Something published needs the moment at which it goes public.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "review", "published", "archived"])), name="plan_theme_state_is_known"
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "title"),
                        name="plan_theme_once",
                        violation_error_message="This plan has a theme of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["adopted", "partly", "not", "open"])), name="plan_theme_decision_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__in", ["partly", "not"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_theme_refused_says_why",
                        violation_error_message="Say why it was not adopted, or only in part: those who were heard read it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("decision", "open"), _negated=True), ("decided_on__isnull", True), _connector="OR"),
                        name="plan_theme_open_has_no_day",
                        violation_error_message="What is not decided yet has no day of decision: choose the decision, or empty the day.",
                    ),
                ],
            },
        ),
        migrations.RunPython(apply_roles, migrations.RunPython.noop),
    ]
