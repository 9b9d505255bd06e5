"""đúng: are record, bag and files beside them what the program wrote? Whoever else changed them is not named."""
