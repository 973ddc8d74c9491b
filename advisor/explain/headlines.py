"""The call as one sentence: what is called, what carries it, and how open it is."""

from collections.abc import Mapping, Sequence

from advisor.explain.names import named

HEADLINES: Mapping[str | None, str] = {
    "main_street": "Stay on Main Street; {leaders}.",
    "next_towns": "Go to the next towns as well; {leaders}.",
    "beyond_town": "Reach beyond the town; {leaders}.",
    None: "Nothing can be recommended with these budgets yet.",
}

# Where the average and the odds disagree.
AHEAD: Mapping[str, str] = {
    "main_street": "staying on Main Street",
    "next_towns": "going to the next towns",
    "beyond_town": "reaching beyond the town",
}

# Where it does not matter which of the three is called, what to do is the call.
SAME_PLAN = "Focus on {leaders}."
SAME_PLAN_OUTSIDE = "Go beyond your own town; {leaders}."

_SURE_SHARE, OPEN_SHARE = 0.65, 0.5


def _with(template: str, by: str) -> str:
    """Return a template that says by what one goes there: before what brings most."""
    return template.replace(";", f" with {by};", 1) if by else template


def headline_of(
    call: str | None,
    leaders: Sequence[str],
    share: float | None,
    *,
    ahead: str = "",
    alike: bool = False,
    outside: bool = False,
    goes_on: bool = False,
    same_things: bool = False,
    farther: str = "",
) -> str:
    """Return the call and what brings most as one sentence, said carefully where it is open.

    Parameters
    ----------
    call : str or None
        The strategy, None when nothing is recommended.
    leaders : sequence of str
        The channels that bring most, by name.
    share : float or None
        Share of simulations in which the call is the best.
    ahead : str, default none
        The strategy that is the best in more simulations than the call.
    alike : bool, default False
        Another strategy comes to the same, so that none is called.
    outside : bool, default False
        They do so beyond the town only: staying in it is worse.
    goes_on : bool, default False
        Some of the plan is done today: what leads is what it adds.
    same_things : bool, default False
        Staying on Main Street takes the same, aimed at home.
    farther : str, default none
        What goes there, where all that brings most stays at home.

    Examples
    --------
    >>> headline_of("beyond_town", ["Instagram"], 0.9)
    'Reach beyond the town; Instagram brings most.'
    >>> headline_of("beyond_town", ["Instagram"], 0.9, same_things=True)
    'Reach beyond the town with the same things; Instagram brings most.'
    >>> headline_of("beyond_town", ["Networking events"], 0.9, farther="LinkedIn")
    'Reach beyond the town with LinkedIn; Networking events brings most.'
    >>> headline_of("beyond_town", ["Instagram"], 0.4)
    'No clear winner, leaning towards this: reach beyond the town; Instagram brings most.'
    >>> headline_of("next_towns", ["Instagram"], 0.3, ahead="main_street")[-58:]
    'on Main Street in more simulations; Instagram brings most.'
    >>> headline_of("beyond_town", ["Instagram"], 0.6)
    'A narrow call: reach beyond the town; Instagram brings most.'
    >>> headline_of("main_street", ["Signs", "Facebook"], None, alike=True)
    'Focus on Signs and Facebook: they bring most.'
    >>> headline_of("main_street", ["Signs"], None, alike=True)
    'Focus on Signs: it brings most.'
    """
    verb = "add" if goes_on else "bring"
    most = f" {verb}{'' if len(leaders) > 1 else 's'} most"
    bring = named(leaders, acting=True) + most
    if alike and outside:
        return _with(SAME_PLAN_OUTSIDE, farther).format(leaders=bring)
    if alike:
        they = "they" if len(leaders) > 1 else "it"
        return SAME_PLAN.format(leaders=f"{named(leaders, acting=True)}: {they}{most}")
    by = "the same things" if same_things else farther
    text = _with(HEADLINES[call], by).format(leaders=bring)
    if call is None or share is None or share >= _SURE_SHARE:
        return text
    # The same bounds as the sentence that says how clear the call is.
    how = "No clear winner" if share < OPEN_SHARE else "A narrow call"
    if ahead:
        text = f"{AHEAD[call]} is best on average, {AHEAD[ahead]} in more simulations; {bring}."
    elif share < OPEN_SHARE:
        how += ", leaning towards this"
    return f"{how}: {text[0].lower()}{text[1:]}"
