"""Files that partners sent, as they leave the site."""

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from plan.models import Report


def download(report: Report) -> HttpResponseBase:
    """Taken along under a name of ours as mere bytes: no browser shows it inside the site, whatever it is."""
    name = report.evidence.name or ""
    if not name or not report.evidence.storage.exists(name):
        raise Http404
    return FileResponse(report.evidence.open(), as_attachment=True, filename=report.evidence_name, content_type="application/octet-stream")
