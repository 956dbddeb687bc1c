"""Practice channels: small local servers that speak the networks' documented shapes.

:func:`start` serves every public origin of the practice community on a loopback port; the tool
reaches them through its one door, which is told the same map of origins.
"""

from sandbox.practice.community import Practice
from sandbox.practice.faults import Fault
from sandbox.practice.front import command, front
from sandbox.practice.servers import start

__all__ = ["Fault", "Practice", "command", "front", "start"]
