"""The demo network of one day, and what the rules say of it."""

from datetime import date

import pytest

from api.demo.judging import Judge
from api.demo.plan import Plan, plan

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def demo() -> Plan:
    return plan(TODAY)


@pytest.fixture(scope="session")
def ledger(demo: Plan) -> Judge:
    return Judge(demo)
