"""What follows from a recommendation, one part a module; no part knows another."""
