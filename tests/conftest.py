"""Settings shared by all tests: how many examples a law is tried on."""

from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile(
    "default", max_examples=50, deadline=None, derandomize=True, suppress_health_check=_SLOW
)
# Other examples each time, on CI as well: a law that fails prints what repeats it.
settings.register_profile(
    "laws",
    max_examples=1000,
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=_SLOW,
)
# --hypothesis-profile is read after this file, so that it wins.
settings.load_profile("default")
