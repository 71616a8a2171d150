"""Files that hang on a plan, through its own addresses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.models import Attachment
from tests.workflow.items import plan

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hang(client: Client, item, name: str = "so-do.png", content: bytes = PNG):
    """Send a file to the plan's door."""
    return client.post(
        reverse("plans:attach", args=[item.code]), {"file": SimpleUploadedFile(name, content, "image/png")}
    )


def test_a_file_is_added_read_and_taken_off(cast):
    item = plan(cast)
    client = signed_in(cast.focal)
    assert hang(client, item).status_code == 302
    row = Attachment.objects.get(kind="plan", object_id=item.pk)
    page = client.get(reverse("plans:read", args=[item.code])).content.decode()
    address = reverse("plans:attachment", args=[item.code, row.pk])
    assert address in page
    assert client.get(address).getvalue() == PNG
    assert client.post(reverse("plans:detach", args=[item.code, row.pk])).status_code == 302
    assert client.get(address).status_code == 404


def test_a_file_that_is_not_what_its_name_says_is_refused(cast):
    item = plan(cast)
    answer = hang(signed_in(cast.focal), item, name="ke-hoach.docx")
    assert answer.status_code == 422
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("part", ["other_focal", "stranger", "nobody"])
def test_the_stranger_finds_no_file_and_no_door(cast, part):
    item = plan(cast)
    assert hang(signed_in(cast.focal), item).status_code == 302
    row = Attachment.objects.get()
    client = signed_in(getattr(cast, part))
    assert client.get(reverse("plans:attachment", args=[item.code, row.pk])).status_code == 404
    assert hang(client, item).status_code == 404
    assert client.post(reverse("plans:detach", args=[item.code, row.pk])).status_code == 404
    assert Attachment.objects.get().removed_at is None
