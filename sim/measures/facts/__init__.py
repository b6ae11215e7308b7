"""Facts: what the world shows, measured in the model, one small function for each."""
