"""What every floor above shares: parameters with units, luck, errors, names of arrays."""
