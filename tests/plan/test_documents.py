import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from plan.documents import LARGEST_DOCUMENT, check_document


@pytest.mark.parametrize(("name", "content"), [("plan.pdf", b"%PDF-1.7 ..."), ("PLAN.PDF", b"%PDF-1.4"), ("plan.odt", b"PK\x03\x04...")])
def test_a_document_that_is_what_its_name_says_is_taken(name, content):
    upload = SimpleUploadedFile(name, content)
    check_document(upload)
    assert upload.read() == content


@pytest.mark.parametrize(
    ("name", "content"), [("plan.pdf", b"<html>"), ("plan.pdf", b""), ("plan.docx", b"%PDF-"), ("plan.html", b"<html>")]
)
def test_a_document_that_is_not_what_its_name_says_is_refused(name, content):
    with pytest.raises(ValidationError, match="not what its name says"):
        check_document(SimpleUploadedFile(name, content))


def test_a_document_over_20_mb_is_refused():
    upload = SimpleUploadedFile("plan.pdf", b"%PDF-")
    upload.size = LARGEST_DOCUMENT + 1
    with pytest.raises(ValidationError, match="larger than 20 MB"):
        check_document(upload)
