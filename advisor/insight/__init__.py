"""What follows from a recommendation: room for the parts to come."""
