"""Districts, schools, classes, students and their guardians."""
