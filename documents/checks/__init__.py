"""Layout and wording of an official paper, held against Nghị định 30/2020/NĐ-CP before it is issued.

The checks read the model (`documents.layout.Paper`) and never render. Findings of form warn; what makes the
paper incomplete or signed without authority blocks (design, section 3 "How official paper looks").

What the model makes impossible is not checked again: measures out of range are refused by `PaperStyle` (L1),
page 1 has no number (L12), heading numbers, punctuation of bases and the final "./." are generated (L9, L10,
L13). The checks look for what a writer can still type over them.
"""

from documents.checks.findings import CLAUSES, Finding, Known
from documents.checks.paper import check_paper
from documents.checks.sequences import sequence_findings

__all__ = ["CLAUSES", "Finding", "Known", "check_paper", "sequence_findings"]
