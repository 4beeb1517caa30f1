"""What answers of many say about a questionnaire: arrays in, figures out; NaN is a missing answer.

One file per family of figures. Every definition has its source beside it, and the page
`docs/reference/statistics.md` lists them all. Nothing here knows a person, a wave or a language.
"""
