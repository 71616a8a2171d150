"""A plan leaves as a Word file from its paper's page and from beside its editor."""

import io

import docx
import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_plan_is_offered_and_read_as_word(cast: Cast, full_plan):
    client = Client()
    client.force_login(cast.focal)
    address = reverse("plans:word", args=[full_plan.code])
    for page in (
        reverse("plans:paper", args=[full_plan.code]),
        reverse("plans:edit", args=[full_plan.code, "cd"]) + "?ben=ban-in",
    ):
        assert f'href="{address}"' in client.get(page).content.decode()
    answer = client.get(address)
    assert f"{full_plan.code}-du-thao.docx" in answer["Content-Disposition"]
    names = {row.style.name for row in docx.Document(io.BytesIO(answer.content)).paragraphs}
    assert {"Title", "Heading 2", "Heading 3", "Đoạn văn", "Tên phụ lục"} <= names


def test_others_find_no_word_file_of_a_plan(cast: Cast, full_plan):
    client = Client()
    client.force_login(cast.other_focal)
    assert client.get(reverse("plans:word", args=[full_plan.code])).status_code == 404
