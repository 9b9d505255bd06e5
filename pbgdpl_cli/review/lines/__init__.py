"""What the review knows of the lines of a page: what they are, what is hidden in them, what was done with them."""
