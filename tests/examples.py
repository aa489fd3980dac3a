"""How random networks are tried: as many examples as asked for, each told as it was found."""

import os

from hypothesis import HealthCheck, Phase, settings


def tried(examples: int) -> settings:
    """This many examples, or `EXAMPLES` of the environment. To make a failing one smaller takes minutes: it is not."""
    return settings(
        max_examples=int(os.environ.get("EXAMPLES", examples)),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
