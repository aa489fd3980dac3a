# The API. The dashboard is an image of its own; compose.yaml puts them beside a PostgreSQL.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONPATH=/app INEE_HOST=0.0.0.0
WORKDIR /app

COPY requirements.lock .
RUN pip install --no-cache-dir --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock

COPY migrations migrations
COPY api api
RUN python -m compileall -q api migrations && useradd --system --no-create-home inee

USER inee
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]

# `migrate`, `client create …` and the rest of the command line are run the same way.
ENTRYPOINT ["python", "-m", "api"]
CMD ["serve"]
