"""Response of every channel: effort in, people, leads, customers, profit and bonds out.

One module per family of formulas; ``respond`` picks by the channel's ``kind``.  All results are
per month at full effect; the ramp says how much of it is there in each month.
"""

from collections.abc import Callable, Mapping

from advisor.catalogue import Channel
from advisor.model.response.base import Business, Response
from advisor.model.response.face_to_face import approach, ask, membership, partners, signs
from advisor.model.response.owned import listing, profile, website
from advisor.model.response.paid import aimed_best, mass_media, pay_per_lead, search_ads, social_ads
from advisor.model.response.platforms import contact_list, platform

_FORMULAS: Mapping[str, Callable[[Business, Channel], Response]] = {
    "membership": membership,
    "ask": ask,
    "partners": partners,
    "approach": approach,
    "signs": signs,
    "platform": platform,
    "list": contact_list,
    "profile": profile,
    "website": website,
    "listing": listing,
    "search_ads": search_ads,
    "pay_per_lead": pay_per_lead,
    "social_ads": social_ads,
    "mass_media": mass_media,
}


def respond(business: Business, channel: Channel) -> Response:
    """Return the response of one channel.

    Returns
    -------
    Response
        Options with their costs and draws, shapes as in ``Response``.

    Raises
    ------
    KeyError
        If the channel's kind has no formula (``attached`` is a level of its hosts).
    """
    found = _FORMULAS[channel.kind](business, channel)
    return aimed_best(found) if channel.family == "paid" else found


__all__ = ["Business", "Response", "respond"]
