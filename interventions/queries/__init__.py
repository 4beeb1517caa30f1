"""Reading this room: work lists, one case, referrals, what needs somebody today."""
