"""Lists of open places that leave the program, for work at a desk or at the shelf, and come back with answers."""
