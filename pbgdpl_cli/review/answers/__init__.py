"""What people answer at each place, written down at once, and put into packages."""
