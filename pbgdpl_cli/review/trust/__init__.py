"""Why what is approved can be trusted: how well people read, what is likely left, how long it took, who looked."""
