"""The pages of a consolidation at every size: no wider than the window, nothing that axe finds, no word of the console."""

from datetime import date

import pytest
from django.urls import reverse

from indicators.windows import Window
from organisations.actions import rebuild_reach
from organisations.models import Membership
from organisations.roles import Role
from reporting.actions import consolidating as verbs
from reporting.models import ReportSection
from tests import looks
from tests.cast import START, make_cast
from tests.reporting import consolidations as made

pytestmark = pytest.mark.django_db(transaction=True)
Q1 = Window(date(2025, 12, 15), date(2026, 3, 14))


def test_pages_of_a_consolidation_are_sound_at_every_size(live_server, page, context):
    cast = make_cast()
    Membership.objects.create(user=cast.review_head, unit=cast.authority, role=Role.FOCAL_POINT, valid_from=START)
    rebuild_reach()
    round_ = made.world(cast, 3)
    for report in made.reports(round_)[:2]:
        made.accept(report, cast.review_head)
        made.files(report.unit, cast.focal, Q1, made.FILES)
        ReportSection.objects.create(
            report=report, code="I.1", text=f"Kế hoạch của {report.unit.name}.\nĐã họp giao ban."
        )
    by = cast.review_head
    verbs.count(verbs.take_snapshot(round_=round_, basis="accepted", by=by).pk)
    taken = verbs.take_paragraphs(
        round_=round_, code="I.1", texts=[(made.reports(round_)[0], "Đã họp giao ban.")], by=by
    )
    looks.sign_in(context, live_server, by)
    spoken = looks.told(page)
    names = [("", []), ("_texts", []), ("_missing", []), ("_places", []), ("_paper", []), ("_take", [])]
    names += [("_row", [1, "tthc.on_time_a"]), ("_change", [taken[0].pk]), ("_draw", [1])]
    found = []
    for name, more in names:
        address = reverse(f"reporting:consolidation{name}", args=[round_.call.code, *more])
        found += looks.faults_at(page, live_server.url + address)
    assert (found, spoken) == ([], [])
