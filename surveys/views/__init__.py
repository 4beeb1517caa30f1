"""Doors of this room: the student's, the planner's, the proctor's, the counselor's."""
