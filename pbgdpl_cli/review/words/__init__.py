"""What is known of the words of a publisher, a series or a typeface: lists people keep, and what they put right."""
