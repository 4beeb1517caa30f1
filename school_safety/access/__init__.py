"""Who may do what, where: one table, one policy, one gate."""
