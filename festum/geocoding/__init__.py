"""Address -> candidates: geocoders behind one protocol (geopy lives here)."""
