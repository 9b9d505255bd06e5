"""Why what is approved can be trusted: how many mistakes are likely left, how long it took, who looked; the sheet."""
