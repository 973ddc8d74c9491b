"""The plan: twelve weeks for the chosen mix, within the week's hours, with targets and a review."""
