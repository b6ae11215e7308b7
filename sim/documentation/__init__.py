"""Documentation that the code writes about itself: tables from declarations, set into passages written by hand."""
