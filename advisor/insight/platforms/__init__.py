"""Which platforms suit this business, what to post there, how often, when, and whom to answer."""
