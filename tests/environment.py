"""Pytest plug-in named in pyproject.toml; imported before the settings, so that it decides what they read.

Every run, and every process of it, keeps its files, logs and SQLite databases in a folder of its own (a test that
counts files must not meet its neighbour's) and knows nothing of the developer's variables, except DATABASE_URL: that
is how the suite runs a second time on PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_FORGOTTEN = ("PRODUCTION", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "DEMO_SIGN_IN", "REDIS_URL", "PORT", "HOST")

worker = os.environ.get("PYTEST_XDIST_WORKER")
if worker:
    own = Path(os.environ["DATA_DIR"]) / worker
    own.mkdir(exist_ok=True)
    os.environ["DATA_DIR"] = str(own)
else:
    folder = tempfile.mkdtemp(prefix="cchc-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["DATA_DIR"] = folder
    for name in _FORGOTTEN:
        os.environ.pop(name, None)

# Playwright runs an event loop in the thread of the test, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# No worker runs beside the tests: what is handed to it is done at once, after the commit that asked for it.
os.environ["CELERY_TASK_ALWAYS_EAGER"] = "true"
