"""What matters: which answers and which uncertain figures move the outcome and the choice."""
