"""The model: response curves, draws, exact choice and forecasts as pure functions on arrays.

Convention: the draw axis comes first, then policy (strategy), then bucket of people met, then
option (level).  Knows no profile and no file; randomness only through ``Draws``.
"""
