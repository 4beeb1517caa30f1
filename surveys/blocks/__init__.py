"""What a questionnaire is made of, as blocks of its editor: one kind to a file."""
