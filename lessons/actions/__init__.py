"""What is done on the teaching floor, one verb family per file."""
