"""The days that tests are about. Their machine's own day never matters."""

from datetime import UTC, date, datetime

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
TODAY = NOW.date()
YESTERDAY = date(2026, 5, 3)
TOMORROW = date(2026, 5, 5)
LONG_AGO = date(2025, 3, 1)  # when spaces and seats began, unless said otherwise
LONG_DUE = date(2028, 3, 1)  # LONG_AGO and a mandate of three years
