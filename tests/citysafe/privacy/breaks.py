"""What the constraints of personal data refuse."""

from datetime import date

from tests.breaking import change
from tests.factories import PurgeRecordFactory

OF_PRIVACY = {
    "privacy_purge_record_has_a_day": lambda: change(PurgeRecordFactory(), day=date(2019, 12, 31)),
}
