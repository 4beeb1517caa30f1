"""企业微信's 家校通讯录 as a sender of changes: its callbacks, its questions, and what its answers mean.

Nothing in here writes to the books; `schools.actions` and `office.contacts` do.
"""
