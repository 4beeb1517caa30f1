"""A questionnaire being written: from the editor's fields to a definition, and back again.

What is stored is plain values; nothing here knows a page or a table. Anything an editor's field
cannot hold is carried along as written, so that opening and storing a version changes nothing.
"""
