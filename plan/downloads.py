"""Files that partners sent, as they leave the site."""

from django.http.response import HttpResponseBase

from citysafe.design import uploads
from plan.models import Report


def download(report: Report) -> HttpResponseBase:
    return uploads.download(report.evidence, name=report.evidence_name)
