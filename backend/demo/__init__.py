"""A day in the field: four orders from the call to the old part, told and checked, over HTTP alone."""
