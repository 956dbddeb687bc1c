"""How gunicorn serves the tool, wherever it is started: one place for all deployments."""

import gc
import os
from typing import Any

bind = f"0.0.0.0:{os.environ['PORT']}" if "PORT" in os.environ else "127.0.0.1:8000"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 15
# Only Toolforge's proxy reaches the pod; the tool itself trusts one hop (ProxyFix).
forwarded_allow_ips = "*"
control_socket_disable = True


def when_ready(_server: Any) -> None:
    """Keep what was imported out of garbage collections, before the workers are forked.

    A collection would otherwise look at every object of the libraries, and by that copy the
    memory that the workers share: https://docs.python.org/3/library/gc.html#gc.freeze
    """
    gc.collect()
    gc.freeze()
