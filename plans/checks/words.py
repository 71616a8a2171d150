"""Words of a plan: citations, and what the checks of official paper say of it."""

import re
from collections.abc import Iterator

from documents.checks import Finding, check_paper
from documents.reading.citations import find_citations, issuer_finding, number_finding
from documents.reading.suspects import suspects
from plans.checks.findings import ANNEX_MISSING, DECREE, Case, PlanFinding, area_of, place_of, template_clause
from plans.paper import typed_texts, unknown_keys
from plans.queries import Content
from plans.wording import full_citation


def citations(case: Case) -> Iterator[PlanFinding]:
    """M101 and mistyped numbers, in typed text and in the register's own entries; marks without a document."""
    known = [row.document for row in case.content.bases]
    known += [row.document for rows in case.content.cited.values() for row in rows]
    texts = [(place, ref, text) for place, ref, text in _places(case.content)]
    texts += [("Căn cứ", "plan-basis", full_citation(document)) for document in known]
    for place, ref, text in texts:
        for cited in find_citations(text):
            for code, sentence in (
                ("citation_issuer", issuer_finding(cited)),
                ("citation_number", number_finding(cited)),
            ):
                if sentence:
                    yield PlanFinding(
                        code,
                        area_of(ref, case.content),
                        place,
                        False,
                        sentence,
                        f"{DECREE}, Phụ lục I, mục II.6.b",
                        ref=ref,
                    )
    for ref, key in unknown_keys(case.content):
        yield PlanFinding(
            "citation_unknown",
            area_of(ref, case.content),
            place_of(ref, case.content),
            True,
            f"Viện dẫn “{key}” chưa chỉ đến văn bản nào.",
            f"{DECREE}, Phụ lục I, mục II.6.b",
            ref=ref,
        )


def misread(case: Case) -> Iterator[PlanFinding]:
    """Words that look misread, as they come with scanned and pasted text; nothing is corrected by itself."""
    for place, ref, text in _places(case.content):
        for found in suspects(text):
            yield PlanFinding(
                "misread",
                area_of(ref, case.content),
                place,
                False,
                f"{f'Mục {place}: ' if place else ''}{found.sentence}",
                "",
                ref=ref,
            )


def _places(content: Content) -> list[tuple[str, str, str]]:
    """(place, ref, text) of everything typed."""
    rows = [(place_of(ref, content), ref, text) for ref, text in typed_texts(content)]
    return rows + [("Căn cứ", f"basis-{row.pk}", row.as_written) for row in content.bases if row.as_written]


# Findings of the paper that this module says in its own words.
_SAID_HERE = {"L6"}
_CODES = {"M99": "scope_words"}
_ANNOUNCED = re.compile(r"nhắc “(?P<words>[^”]+)” nhưng .* chưa có phụ lục")


def paper(case: Case) -> Iterator[PlanFinding]:
    """L1 to L13 on the model, M99 (words of a higher plan) and M100 (an annex announced and absent)."""
    said = {finding.sentence for finding in citations(case)}
    all_found = check_paper(case.paper)
    in_body = {(found.code, found.ref) for found in all_found}
    for found in all_found:
        # The annex prints the body's tasks again: what was said of the body is not said twice.
        again = found.ref.startswith("annex-") and (found.code, found.ref.removeprefix("annex-")) in in_body
        if found.code in _SAID_HERE or found.sentence in said or again:
            continue
        announced = _ANNOUNCED.search(found.sentence) if found.code == "L7" else None
        if announced:
            yield PlanFinding(
                ANNEX_MISSING,
                None,
                found.place.removeprefix("Mục "),
                True,
                f"Nội dung nhắc “{announced['words']}” nhưng kế hoạch chưa có phụ lục.",
                found.clause,
                ref=found.ref or "plan-annex",
            )
        elif not (found.code == "L4" and case.content.plan.signer_id is None):
            yield _from_paper(found, case.content)


def _from_paper(found: Finding, content: Content) -> PlanFinding:
    ref = found.ref.removeprefix("annex-")
    return PlanFinding(
        _CODES.get(found.code, found.code),
        area_of(ref, content),
        found.place.removeprefix("Mục "),
        found.level == "block",
        found.sentence,
        found.clause or template_clause(content),
        ref=ref,
    )
