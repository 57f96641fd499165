FROM python:3.13-slim AS build
WORKDIR /callout
RUN python -m venv .venv
COPY requirements.lock ./
RUN .venv/bin/pip install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r requirements.lock
COPY LICENSE pyproject.toml ./
COPY alembic alembic
COPY app_contract app_contract
COPY backend backend
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable .

FROM python:3.13-slim
RUN useradd --uid 10001 --home-dir /data --create-home callout
COPY --from=build /callout /callout
WORKDIR /callout
USER callout
ENV PATH=/callout/.venv/bin:$PATH PYTHONUNBUFFERED=1 \
    CALLOUT_DATA=/data CALLOUT_HOST=0.0.0.0 CALLOUT_PORT=8000 CALLOUT_LOG_JSON=true
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"CALLOUT_PORT\"]}/readyz', timeout=4)"]
CMD ["callout", "run"]
