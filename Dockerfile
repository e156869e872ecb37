# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements/run.txt requirements/run.txt
RUN python -m venv /opt/steward \
    && /opt/steward/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE guidelines.yml ./
COPY bot bot
COPY cogs cogs
COPY sandbox sandbox
COPY demo demo
RUN /opt/steward/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /srv/steward --create-home steward \
    && install -d -o steward -g steward -m 0700 /srv/steward/data
COPY --from=build /opt/steward /opt/steward
WORKDIR /srv/steward
COPY --chown=steward:steward guidelines.yml ./
ENV PATH=/opt/steward/bin:$PATH PYTHONUNBUFFERED=1 LOG_FORMAT=json
USER steward
VOLUME /srv/steward/data
EXPOSE 8421
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:%s/healthz' % os.environ.get('PORT', '8421'), timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["steward"]
CMD ["run"]
