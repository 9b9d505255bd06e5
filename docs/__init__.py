"""What people read, and what it is made with."""
