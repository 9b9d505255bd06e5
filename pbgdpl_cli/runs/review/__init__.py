"""What the steps of `pbgdpl review` do: what needs a person, what people put right, and who compared and approved."""
