"""The pages of a review as HTML, one file a page; `frame` is what all have around them."""
