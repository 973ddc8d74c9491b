"""What follows from a recommendation, one module a part."""
