"""A stored file that is gone or changed is not handed out; the answer names who can help."""

import pytest
from django.test import Client

from documents import actions, storage
from documents.actions.attachments import Upload
from tests.cast import Cast
from tests.workflow.items import letter

pytestmark = pytest.mark.django_db

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d4944415478da63fcffff3f030005fe02fea7d6059d0000000049454e44ae426082"
)


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_damaged_file_is_answered_with_who_can_help(cast: Cast, harm: str):
    item = letter(cast)
    stored = actions.attach(item, by=cast.focal, upload=Upload("anh.png", PNG))
    client, address = Client(), f"/cong-van/{item.code}/tep/{stored.pk}/"
    client.force_login(cast.focal)
    assert client.get(address).status_code == 200
    place = storage.path_of(item.unit_id, stored.sha256)
    place.unlink() if harm == "gone" else place.write_bytes(b"khac")
    answer = client.get(address)
    assert (answer.status_code, answer.templates[0].name) == (503, "damaged.html")
    assert answer.context["sentence"] == (
        "Tệp đã lưu bị mất hoặc không còn nguyên vẹn nên cổng không đưa ra. Hồ sơ và các tệp khác không bị ảnh hưởng. "
        "Tệp khôi phục được từ bản sao lưu. Liên hệ: Quản Trị Viên, 0200 000 199. "
        f"Mã của tệp: {stored.sha256[:12]}."
    )
    assert answer.content.decode().count("<h1") == 1
