"""How gunicorn serves the tool, wherever it is started: one place for all deployments."""

import os

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
