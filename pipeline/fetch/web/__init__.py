"""One request to one address, politely: robots, a host's turn, the address guard, caps.

``client`` asks; ``robots`` and ``pace`` say whether and when, ``guard`` and ``transport`` where a
connection may go, ``unpack`` how much of an answer is taken, ``failure`` what went wrong.
"""
