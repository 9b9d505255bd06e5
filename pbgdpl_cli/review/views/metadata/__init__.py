"""What a record says as a whole: its metadata, the acts it cites, what validation finds."""
