"""Settings, clock, messages, log, and the one door for outgoing HTTP."""
