"""What a person put right in a reading: kept as a log, applied to pages read before or anew, never overwritten."""
