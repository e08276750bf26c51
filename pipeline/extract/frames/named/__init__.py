"""Who the victims, the suspects and the doers are, told in other sentences than the incident."""
