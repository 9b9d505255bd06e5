"""Places that are alike, answered together."""
