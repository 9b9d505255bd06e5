"""What a record says as a whole: the form of its metadata, the acts it cites, and what validation finds."""
