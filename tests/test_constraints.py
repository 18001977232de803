"""Each named constraint is broken on the database itself, behind every form and every `save`, and holds."""

from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, Model
from django.utils import timezone

from citysafe.publishing.models import Publishable
from tests.breaking import change, repeat
from tests.citysafe.privacy.breaks import OF_PRIVACY
from tests.factories import (
    ActionFactory,
    AimFactory,
    AnnotationFactory,
    AreaFactory,
    BackupFactory,
    ClaimFactory,
    DataVersionFactory,
    DateChangeFactory,
    DefinitionFactory,
    EarlyAccessFactory,
    FieldChangeFactory,
    FigureRevisionFactory,
    FormerAddressFactory,
    HelpContactFactory,
    ImportedCellFactory,
    ImportedFigureFactory,
    ImportFactory,
    ImportFileFactory,
    LoadedItemFactory,
    MappingRuleFactory,
    MeasureFactory,
    MilestoneFactory,
    ObservationFactory,
    OrganisationFactory,
    PartnershipFactory,
    PhaseFactory,
    PlanFactory,
    PriorityFactory,
    QueuedMailFactory,
    RelationChangeFactory,
    ReleaseFactory,
    RevisionFactory,
    SeriesBreakFactory,
    SeriesFactory,
    SignInCodeFactory,
    SourceFactory,
    SupportFactory,
    SuppressionFactory,
    TaskRunFactory,
    ThemeFactory,
    UserFactory,
)
from tests.forum.broken import OF_THE_FORUM
from tests.forum.broken_mail import OF_MAIL_TO_MANY
from tests.forum.broken_parts import OF_PARTS
from tests.ours import MODELS
from tests.plan import board_breaks
from tests.plan.broken import FROM_PLAN_TO_PLAN
from tests.plan.broken_reports import OF_REPORTS
from tests.test_models import CONSTRAINTS, factory_of


def a_second_main_series() -> None:
    first = SeriesFactory(main=True)
    change(SeriesFactory(measure=first.measure), is_main=True)


def checked_by_whoever_entered_it() -> None:
    somebody = UserFactory()
    change(ObservationFactory(entered_by=somebody), checked_by=somebody)


def released_by_whoever_asked_for_review() -> None:
    somebody = UserFactory()
    change(ReleaseFactory(sent_by=somebody), released_by=somebody)


def agreed_by_whoever_asked() -> None:
    somebody = UserFactory()
    change(RelationChangeFactory(asked_by=somebody, dropped=True), is_agreed=True, decided_by=somebody)


def a_second_open_change(of: str) -> None:
    things = {"area": None} | {of: {"area": AreaFactory, "measure": MeasureFactory, "source": SourceFactory}[of]()}
    RelationChangeFactory(**things)
    RelationChangeFactory(**things)


def a_second_current_plan() -> None:
    PlanFactory(current=True)
    change(PlanFactory(), is_current=True)


def become_its_own_part(thing: Model) -> None:
    change(thing, part_of=thing)


def the_same_name_in_capitals() -> None:
    change(OrganisationFactory(), name=OrganisationFactory().name.upper())


A_DAY, THE_DAY_BEFORE = date(2024, 5, 2), date(2024, 5, 1)
BREAKS = board_breaks.BREAKS | {
    **OF_THE_FORUM,
    "backups_backup_made_has_a_file": lambda: change(BackupFactory(), made_at=None),
    "backups_backup_once_a_night": lambda: change(BackupFactory(), night=BackupFactory(nightly=True).night),
    **OF_MAIL_TO_MANY,
    "history_field_change_once_per_revision": lambda: repeat(FieldChangeFactory, "revision", "field"),
    "history_revision_kind_is_known": lambda: change(RevisionFactory(), kind="lost"),
    "launch_loaded_item_has_a_key": lambda: change(LoadedItemFactory(), key=""),
    "mail_queued_mail_message_id_once": lambda: repeat(QueuedMailFactory, "message_id"),
    "mail_queued_mail_state_is_known": lambda: change(QueuedMailFactory(sent=True), state="lost"),
    "mail_queued_mail_waits_or_is_finished": lambda: change(QueuedMailFactory(), state="sent"),
    "pages_help_contact_can_be_reached": lambda: change(HelpContactFactory(), number=""),
    "pages_partnership_one_person_says_why": lambda: change(PartnershipFactory(), one_person_office=True),
    "pages_partnership_is_the_only_one": lambda: change(PartnershipFactory(), id=2),
    "people_user_erased_is_nobody": lambda: change(UserFactory(), erased_at=timezone.now()),
    "people_user_email_in_small_letters": lambda: change(UserFactory(), email="Somebody@example.org"),
    "plan_action_amber_and_red_have_a_dated_reason": lambda: change(ActionFactory(), rating="amber", rated_on=A_DAY),
    "plan_action_blue_is_complete": lambda: change(ActionFactory(), rating="blue"),
    "plan_action_due_after_start": lambda: change(ActionFactory(), start_on=A_DAY, due_on=THE_DAY_BEFORE),
    "plan_action_merged_says_where": lambda: change(ActionFactory(), progress="merged"),
    "plan_action_reference_once": lambda: repeat(ActionFactory, "priority", "reference"),
    "plan_aim_once": lambda: repeat(AimFactory, "action", "measure"),
    "plan_milestone_expected_after_due": lambda: change(MilestoneFactory(due_on=A_DAY), expected_on=THE_DAY_BEFORE),
    "plan_organisation_kind_is_known": lambda: change(OrganisationFactory(), kind="lost"),
    "plan_organisation_name_once": the_same_name_in_capitals,
    "plan_phase_ends_after_it_starts": lambda: change(PhaseFactory(), starts_on=A_DAY, ends_on=THE_DAY_BEFORE),
    "plan_plan_ends_after_it_starts": lambda: change(PlanFactory(), starts_on=A_DAY, ends_on=THE_DAY_BEFORE),
    "plan_plan_message_is_attributed": lambda: change(PlanFactory(), chair_message="Help us."),
    "plan_plan_one_current": a_second_current_plan,
    "plan_priority_number_once": lambda: repeat(PriorityFactory, "plan", "number"),
    "people_sign_in_code_tries_are_few": lambda: change(SignInCodeFactory(), tries=6),
    **(OF_REPORTS | OF_PRIVACY),
    **OF_PARTS,
    "plan_support_once": lambda: repeat(SupportFactory, "action", "organisation"),
    "plan_theme_decision_is_known": lambda: change(ThemeFactory(), decision="lost"),
    "plan_theme_once": lambda: repeat(ThemeFactory, "plan", "title"),
    "plan_theme_open_has_no_day": lambda: change(ThemeFactory(), decided_on=A_DAY),
    "plan_theme_refused_says_why": lambda: change(ThemeFactory(refused=True), reason=""),
    "publishing_data_version_is_the_only_one": lambda: change(DataVersionFactory(), id=2),
    "publishing_former_address_is_absolute": lambda: change(FormerAddressFactory(), path="elsewhere"),
    "statistics_annotation_ends_after_it_starts": lambda: change(AnnotationFactory(), ends_on=date(2022, 7, 31)),
    "statistics_annotation_once": lambda: repeat(AnnotationFactory, "title", "starts_on"),
    "statistics_suppression_is_for_another": lambda: change((made := SuppressionFactory()), figure=made.secret),
    "statistics_suppression_once": lambda: repeat(SuppressionFactory, "figure", "secret"),
    "statistics_area_is_not_its_own_part": lambda: become_its_own_part(AreaFactory()),
    "statistics_area_kind_is_known": lambda: change(AreaFactory(), kind="lost"),
    "statistics_area_once": lambda: repeat(AreaFactory, "name"),
    "statistics_claim_counts_both_or_none": lambda: change(ClaimFactory(), earlier_count=15),
    "statistics_claim_rests_on_both_figures_or_none": lambda: change(ClaimFactory(), later=ObservationFactory()),
    "statistics_date_change_says_why": lambda: change(DateChangeFactory(), reason=""),
    "statistics_early_access_is_somebody": lambda: change(EarlyAccessFactory(), people=0),
    "statistics_early_access_once": lambda: repeat(EarlyAccessFactory, "release", "who"),
    "statistics_figure_revision_before_value_or_reason": lambda: change(FigureRevisionFactory(), value_before=None),
    "statistics_figure_revision_correction_says_what_was_wrong": lambda: change(FigureRevisionFactory(), kind="corrected"),
    "statistics_figure_revision_once_in_a_release": lambda: repeat(
        lambda: FigureRevisionFactory(release=ReleaseFactory()), "release", "observation"
    ),
    "statistics_figure_revision_value_is_in_bounds": lambda: change(FigureRevisionFactory(), value=1_000_000_001),
    "statistics_figure_revision_value_or_reason": lambda: change(FigureRevisionFactory(), missing="confidential"),
    "statistics_figure_revision_written_is_public": lambda: change(FigureRevisionFactory(), public_from=None),
    "statistics_definition_leaves_out_of_something": lambda: change(DefinitionFactory(unstated=True), leaves_out="Driving."),
    "statistics_definition_once": lambda: repeat(DefinitionFactory, "concept", "whose", "name"),
    "statistics_measure_deaths_are_never_wished_for": lambda: change(MeasureFactory(deaths=True), wished="neither"),
    "statistics_measure_is_not_its_own_part": lambda: become_its_own_part(MeasureFactory()),
    "statistics_measure_threshold_is_in_bounds": lambda: change(MeasureFactory(), small_count_threshold=1001),
    "statistics_observation_assumed_says_why": lambda: change(ObservationFactory(), period_is_assumed=True),
    "statistics_observation_checked_by_another": checked_by_whoever_entered_it,
    "statistics_observation_ends_after_it_starts": lambda: change(ObservationFactory(period_start=A_DAY), period_end=THE_DAY_BEFORE),
    "statistics_observation_once": lambda: repeat(ObservationFactory, "series", "period_start", "period_end"),
    "statistics_observation_value_is_in_bounds": lambda: change(ObservationFactory(), value=1_000_000_001),
    "statistics_observation_value_or_reason": lambda: change(ObservationFactory(), value=None),
    "statistics_import_applied_has_a_moment": lambda: change(ImportFactory(), state="applied"),
    "statistics_import_file_once": lambda: repeat(ImportFileFactory, "upload", "sha256"),
    "statistics_import_progress_is_a_share": lambda: change(ImportFactory(), progress=101),
    "statistics_import_state_is_known": lambda: change(ImportFactory(), state="lost"),
    "statistics_imported_cell_ends_after_it_starts": lambda: change(ImportedCellFactory(period_start=A_DAY), period_end=THE_DAY_BEFORE),
    "statistics_imported_cell_once": lambda: repeat(ImportedCellFactory, "upload", "period_start", "period_end"),
    "statistics_imported_cell_value_or_reason": lambda: change(ImportedCellFactory(), value=None),
    "statistics_imported_figure_once": lambda: repeat(ImportedFigureFactory, "upload", "observation"),
    "statistics_imported_figure_outcome_is_known": lambda: change(ImportedFigureFactory(), outcome="lost"),
    "statistics_mapping_rule_month_is_known": lambda: change(MappingRuleFactory(), year_ends_in=13),
    "statistics_mapping_rule_names_an_area": lambda: change(MappingRuleFactory(), area_names=""),
    "statistics_relation_change_agreed_by_another_person": agreed_by_whoever_asked,
    "statistics_relation_change_agreed_or_dropped_says_when": lambda: change(RelationChangeFactory(agreed=True), decided_at=None),
    "statistics_relation_change_dropped_says_why": lambda: change(RelationChangeFactory(dropped=True), dropped_because=""),
    "statistics_relation_change_is_of_one_thing": lambda: change(RelationChangeFactory(), area=None),
    **{f"statistics_relation_change_one_open_of_{of}": partial(a_second_open_change, of) for of in ("area", "measure", "source")},
    "statistics_relation_change_says_why": lambda: change(RelationChangeFactory(), why=""),
    "statistics_release_by_another_person": released_by_whoever_asked_for_review,
    "statistics_release_cancelled_has_a_moment": lambda: change(ReleaseFactory(cancelled=True), cancelled_at=None),
    "statistics_release_cancelled_is_not_public": lambda: change(
        ReleaseFactory(cancelled=True), state="published", published_at=timezone.now()
    ),
    "statistics_release_cancelled_says_why": lambda: change(ReleaseFactory(cancelled=True), cancelled_because=""),
    "statistics_series_break_once": lambda: repeat(SeriesBreakFactory, "series", "on"),
    "statistics_series_once": lambda: repeat(SeriesFactory, "measure", "area", "source"),
    "statistics_series_one_main_for_each_measure": a_second_main_series,
    "statistics_source_has_a_publisher": lambda: change(SourceFactory(), publisher=""),
    "statistics_source_hides_one_at_least": lambda: change(SourceFactory(), hides_up_to=0),
    "work_task_run_once": lambda: repeat(TaskRunFactory, "name"),
}


def of_publishable(model: type[Model]):
    name = f"{model._meta.app_label}_{model.__name__.lower()}"
    made = factory_of(model)
    return {
        f"{name}_published_has_a_moment": lambda: change(made(), published_at=None),
        f"{name}_state_is_known": lambda: change(made(), state="lost"),
    }


BREAKS |= FROM_PLAN_TO_PLAN
for publishable in [model for model in MODELS if issubclass(model, Publishable)]:
    BREAKS |= of_publishable(publishable)


def test_the_table_names_the_constraints_that_there_are():
    assert sorted(BREAKS) == sorted(constraint.name for _, constraint in CONSTRAINTS)


@pytest.mark.django_db
@pytest.mark.parametrize("constraint", [constraint for _, constraint in CONSTRAINTS], ids=lambda constraint: constraint.name)
def test_the_database_holds_it(constraint):
    if constraint.name not in BREAKS:
        pytest.fail(f"No line of the table breaks {constraint.name}.")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREAKS[constraint.name]()
    told_by_name = isinstance(constraint, CheckConstraint) or connection.vendor == "postgresql"
    assert (constraint.name if told_by_name else "UNIQUE") in str(refused.value)
