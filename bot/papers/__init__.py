"""Papers: what a borger and staff have said that stands until it is changed, such as a plan; shown whole."""
