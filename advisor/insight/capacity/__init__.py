"""How far face to face carries: what fits the week, what lies around, where it is overtaken."""
