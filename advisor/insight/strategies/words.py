"""What is said about the strategies side by side and about what would change the advice.

Named templates; figures come in as text already rounded.
"""

from collections.abc import Mapping

from advisor.explain.sentences import Sentences

AIMED: Mapping[str, str] = {
    "main_street": "at your own town only",
    "next_towns": "at the next towns too",
    "beyond_town": "at all you want to reach",
}
NATURES: Mapping[str, str] = {
    "people": "among people",
    "group": "in a closed group online",
    "writing": "writing",
    "camera": "on camera",
    "pictures": "taking pictures",
    "desk": "at a desk",
}
TEMPLATES: Mapping[str, str] = {
    # titles
    "nothing": "None of the strategies is worth its cost within these budgets.",
    "one_way": "All three strategies lead to the same mix here.",
    "close": "{best} and {second} are about equally good for you: {behind} apart.",
    "ahead": "{best} fits you best; {second} comes next, worth {behind} less to you.",
    "same": "“{far}” leads to the same mix as “{near}”.",
    "customers": "New customers a {period} by strategy.",
    "feel": "How each strategy would feel, by what you said about yourself.",
    "risks": "What could go wrong with each strategy.",
    "tips": "{count} of the answers tried would change which one fits; the nearest: {nearest}.",
    "tip_one": "One of the answers tried would change which one fits: {nearest}.",
    "tips_none": "None of the answers tried changes which one fits.",
    "axes": "{axis}, at the median: {list}",
    "worlds": "In {share} of {worlds} simulations “{way}” is the best of them.",
    "area": "“{way}” is the same work, aimed {where}.",
    "does": "“{way}”: {channels}.",
    "adds": "“{way}” adds: {channels}.",
    # feel
    "feel_none": "It takes no hours of yours.",
    "feel_hours": "Of {hours} hours a week, {parts}.",
    "feel_one_kind": "All {hours} hours a week are spent {kind}.",
    "feel_one_hour": "The one hour a week is spent {kind}.",
    "feel_unsaid": "You have not said how you like to work, so liking changes nothing here.",
    "feel_even": "In all it neither draws you nor puts you off.",
    "feel_suits": "It suits you: the work feels like {felt} hours.",
    "feel_loves": "It suits you so well that the hours hardly feel like work.",
    "feel_against": "It goes against what you said about yourself: it feels like {felt} hours.",
    # risks
    "loss": "In {share} of the simulations money and hours are not earned back within {months} "
    "months.",
    "half_on_one": "{share} of what it brings comes by {name}: if it fails, most of the plan does.",
    "town_ends": "It ends where the area ends: about {people} people and firms there could ever "
    "buy, and more hours will not add to them.",
    "too_far": "{share} of those it is aimed at live too far away to buy from you.",
    "nearly_all": "Nearly all",
    "travel": "Groups in other towns cost evenings and travel, every month of the year.",
    "nothing_known": "Nothing stands out.",
    # tips
    "tip_above": "{answer}: from about {at} (now {now}) the advice becomes “{to}”.",
    "tip_below": "{answer}: at about {at} or less (now {now}) the advice becomes “{to}”.",
    "tip_is": "{answer}: with “{at}” (now {now}) the advice becomes “{to}”.",
    "tip_gone": "{answer}: with {at} (now {now}) nothing is worth its cost any more.",
    "tip_note": "Each answer was changed alone, the others kept, and the best mix chosen again; "
    "a change counts where another strategy is then worth at least {margin} more to you.",
    "untipped": "Tried, with no effect on which of the three fits best: {list}.",
}


say = Sentences(TEMPLATES)
