"""What is found besides what was typed word by word: most of its pairs of words, and what statutes say for it."""
