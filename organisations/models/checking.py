"""Checking a row without asking the database again for what stands beside it."""

from django.db import models


class AtHand(models.Model):
    """A row whose check takes related rows that were fetched already as existing; the foreign key holds them anyway."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None) -> None:
        """Every rule of every field but the existence of a related row that is at hand."""
        super().clean_fields(exclude={*(exclude or ()), *self._at_hand()})

    def _at_hand(self) -> set[str]:
        found = set()
        for field in self._meta.concrete_fields:
            # Where choices are limited the row itself must be asked for.
            if field.is_relation and field.is_cached(self) and not field.get_limit_choices_to():
                other = field.get_cached_value(self)
                if other is not None and other.pk is not None and other.pk == getattr(self, field.attname):
                    found.add(field.name)
        return found
