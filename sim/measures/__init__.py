"""From tables to answers: pure functions, tables in, small frozen results out."""
