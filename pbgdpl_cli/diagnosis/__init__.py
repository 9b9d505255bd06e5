"""What a maintainer needs to find a fault, in words of the program alone: no texts, no names, no places."""
