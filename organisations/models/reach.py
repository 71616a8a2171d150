"""Who may see a row: one table, one queryset, never a comparison of paths (design section 3)."""

from django.db import models
from django.db.models import Q

from organisations.models.checking import AtHand


class Subject(models.TextChoices):
    """What an authority follows a unit in; also what a Call asks for."""

    PLAN = "plan", "Kế hoạch"
    REPORT = "report", "Báo cáo"
    SCORECARD = "scorecard", "Chấm điểm"
    REGISTRATION = "registration", "Đăng ký"


class Via(models.TextChoices):
    OWN = "own", "Đơn vị mình"
    SUBTREE = "subtree", "Trực thuộc"
    REVIEW = "review", "Theo dõi"
    SUCCESSION = "succession", "Kế thừa"


class Reach(models.Model):
    """Today's reach: members of ``viewer`` may see rows of ``unit`` on ``subject`` ("" means any).

    ``inherits`` says, for a row by succession, what the predecessor had. Rewritten by
    ``organisations.actions.rebuild_reach`` and by nothing else.
    """

    viewer = models.ForeignKey("organisations.Unit", models.CASCADE, related_name="reaches")
    unit = models.ForeignKey("organisations.Unit", models.CASCADE, related_name="reached_by")
    subject = models.CharField(max_length=12, blank=True)
    via = models.CharField(max_length=12, choices=Via.choices)
    inherits = models.CharField(max_length=12, blank=True)

    class Meta:
        verbose_name = "tầm nhìn"
        verbose_name_plural = "tầm nhìn"
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "unit", "subject", "via", "inherits"],
                name="organisations_reach_once",
            )
        ]
        indexes = [models.Index(fields=["unit", "viewer"], name="organisations_reach_unit")]


class ScopedQuerySet(models.QuerySet):
    """Rows that hang on a unit. ``unit_lookup`` names the road to it, ``subject`` what it is about."""

    def visible_to(self, user):
        """Rows that ``user`` may see today: ``unit IN (SELECT unit FROM reach …)``.

        A user who is not signed in, or without a membership that holds today, sees none.
        """
        units = reachable_units(user, self.model.scope_subject)
        return self.filter(**{f"{self.model.unit_lookup}__in": units})


class Scoped(AtHand):
    """A row that belongs to a unit and is seen through Reach."""

    unit_lookup = "unit"
    scope_subject = ""

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


def reachable_units(user, subject: str = ""):
    """Sub-select of unit ids that ``user`` may see on ``subject`` ("" means: by any subject)."""
    rows = Reach.objects.filter(viewer__in=user.member_unit_ids())
    if subject:
        rows = rows.filter(Q(subject="") | Q(subject=subject))
    return rows.values("unit")
