"""Help pages: groups listed from tables, examples, and the library's own words in the language in use."""
