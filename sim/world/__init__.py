"""Tables of firms, zones and regions; the grid; geography, stylised or real."""
