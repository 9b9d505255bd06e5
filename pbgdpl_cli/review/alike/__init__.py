"""Places that are alike, answered together: carpet, series, and what was put right for a publisher before."""
