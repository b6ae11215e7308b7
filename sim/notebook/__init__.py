"""What a notebook shows: things of the lower floors as small pages, and sliders over a stored sweep."""
