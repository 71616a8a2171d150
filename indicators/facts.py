"""The door to facts for the floors above, and the facts of the floor below, which may not import this app."""


def register_all() -> None:
    """Nothing yet."""
