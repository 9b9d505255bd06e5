"""What browsers ask for, one file a page with what is done there; `sitting` is what all of them share."""
