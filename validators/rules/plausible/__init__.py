"""đúng: can what people typed be so at all, and does it hang together? Each member by itself, without a source."""
