"""What answers mean: plain Python over values, no database, no clock, no words for people."""
