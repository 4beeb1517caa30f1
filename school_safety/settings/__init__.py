"""Settings: base says what is true everywhere; dev, test and production only differ from it."""
