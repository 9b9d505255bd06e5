"""The review page: a person, a browser on this machine, and what needs a look, worst first."""
