"""How often a name or a network address has tried to sign in and failed, for the short wait (docs/decisions/018)."""

from django.db import models


class SignInCount(models.Model):
    """Failures of one name or one address, known by a keyed hash only; counts afresh after a quiet while."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    waits_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "số lần đăng nhập sai"
        verbose_name_plural = "số lần đăng nhập sai"
