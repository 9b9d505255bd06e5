"""Why what is approved can be trusted: how well people read, how many mistakes are left, how long it took, who looked."""
