"""What the files of a package say, whatever they are packed in: every rule that looks for words looks there too."""
