"""The texts of figures by subject, one a file, each in English and Chinese; `sim.figures.labels` gives them."""
