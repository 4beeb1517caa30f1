"""What happens with instruments, waves and responses. Each is an `Event` constant; see ground.py."""
