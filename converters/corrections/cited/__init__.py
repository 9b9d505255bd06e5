"""What people say of citations: confirmed, put right, taken out, added; found again in every later reading."""
