"""Lines put in order: written down, found again on a page, and done there."""
