"""Nouns of documents that give work: directives, their items, whom they name, who has received them."""

from directives.models.answers import Answer, Receipt
from directives.models.directive import AddresseeGroup, Directive, Recipient
from directives.models.items import Assignment, DirectiveItem, DirectiveTarget

__all__ = [
    "AddresseeGroup",
    "Answer",
    "Assignment",
    "Directive",
    "DirectiveItem",
    "DirectiveTarget",
    "Receipt",
    "Recipient",
]
