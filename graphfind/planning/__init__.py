"""What to do next, computed: doors that connectors open, asks worth most, leads, and why nobody was found."""
