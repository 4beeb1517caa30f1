"""When somebody is needed at once: raise, ring, take, write down, stand down."""
