"""What the handbook is made with: pages by code, code out of the examples, pictures of the screens, MkDocs' hooks."""
