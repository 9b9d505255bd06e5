"""What readers left in a package: places marked for the next person, what was tried on them, their account."""
