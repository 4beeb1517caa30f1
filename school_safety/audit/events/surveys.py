"""What happens with instruments, waves and responses (see ground.py)."""
