"""From a recommendation to its sections: what documents, Present and pages show of it."""
