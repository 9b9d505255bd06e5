"""đúng: does a record that was read from a source agree with its own text? What was typed by hand is not asked."""
