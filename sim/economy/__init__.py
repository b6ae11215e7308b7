"""The economy, one process a file: its parameters, what it changes, the rule, the source."""
