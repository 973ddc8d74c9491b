"""The case of a profile, with what its own adverts say of the customers it did not count."""

from advisor.catalogue import Case, Tables
from advisor.evidence.resolve import priors_in_use, resolve
from advisor.evidence.resolve.prices import channels_in
from advisor.model.bought import times_by_adverts
from advisor.profile import BusinessProfile


def case_of(profile: BusinessProfile, tables: Tables) -> Case:
    """Return the case a profile describes, as ``resolve`` does.

    Where new customers were not counted, but how the last ones came was, adverts that run say how
    many there are.
    """
    case = resolve(profile, tables)
    spends = any(use.money_per_month for use in profile.present_mix.values())
    known = case.counted or case.begins_with > 0.0 or not any(case.source_counts.values())
    if known or not spends:
        return case
    channels = channels_in(tables.countries[profile.country], tables)
    times = times_by_adverts(case, channels, priors_in_use(profile, tables), tables.fits)
    return case if times <= 1.0 else resolve(profile, tables, more=times)
