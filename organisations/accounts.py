"""How the account of a request is read: with its person, whose name stands on every page."""

from django.contrib.auth.backends import ModelBackend

from organisations.models import User


class Accounts(ModelBackend):
    """Django's own backend; the account comes with its official in one query."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, None for one that is gone or closed."""
        user = User.objects.select_related("official").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
