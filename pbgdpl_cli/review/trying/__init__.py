"""What is asked of readers besides the doubts: planted readings, samples, a second person, a second reading, marks."""
