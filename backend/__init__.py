"""Callout: the backend of a service organisation whose technicians drive out to broken vehicles."""
