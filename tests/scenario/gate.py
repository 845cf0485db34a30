"""A gate between a device and the server: lets requests through, or does with them what a rule says. The address that a
device signed in with stays the same while the server behind it is slow, broken or gone."""

import contextlib
import http.client
import http.server
import socket
import struct
import threading

from support import environment, host_and_port

HOP_BY_HOP = {"connection", "transfer-encoding", "keep-alive", "content-length"}


class Answer:
    def __init__(self, status, body, kind="application/json", headers=()):
        self.status = status
        self.body = body if isinstance(body, bytes) else body.encode()
        self.headers = list(headers) or [("Content-Type", kind)]


class Exchange:
    """One request, and what can be done with it."""

    def __init__(self, handler, body):
        self.handler, self.body = handler, body
        self.path, self.method = handler.path, handler.command

    def forward(self):
        """Asks the server behind the gate."""
        connection = http.client.HTTPConnection(*host_and_port(environment("CONVOY_TEST_URL")), timeout=120)
        headers = {name: value for name, value in self.handler.headers.items() if name.lower() not in HOP_BY_HOP}
        connection.request(self.method, self.path, self.body, headers)
        response = connection.getresponse()
        answer = Answer(response.status, response.read(),
                        headers=[(n, v) for n, v in response.getheaders() if n.lower() not in HOP_BY_HOP])
        connection.close()
        return answer

    def send(self, answer, share=1.0):
        """Answers, with the whole body or a first part of it."""
        self.handler.send_response(answer.status)
        for name, value in answer.headers:
            self.handler.send_header(name, value)
        self.handler.send_header("Content-Length", str(len(answer.body)))
        self.handler.end_headers()
        self.handler.wfile.write(answer.body[:int(len(answer.body) * share)])
        self.handler.wfile.flush()

    def drop(self):
        """Ends the connection without an answer."""
        self.handler.close_connection = True
        self.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _serve(self):
        exchange = Exchange(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        gate = self.server.gate
        gate.requests.append(self.path)
        rule = gate.rule
        try:
            if rule:
                rule(exchange)
            else:
                exchange.send(exchange.forward())
        except OSError:  # the device has hung up, or been killed
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _serve  # noqa: N815 (the names that http.server calls)

    def log_message(self, *_):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *arguments):
        self.open_connections = set()
        super().__init__(*arguments)

    def process_request(self, request, client_address):
        self.open_connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        self.open_connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, *_):
        pass


class Gate:
    def __init__(self):
        self.rule = None
        self.requests = []
        self.port = 0
        self.open()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def open(self):
        """Listens (again, at the same port)."""
        self.server = _Server(("127.0.0.1", self.port), _Handler)
        self.server.gate = self
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self):
        """From now on nobody listens: connections end and new ones are refused."""
        self.server.shutdown()
        self.server.server_close()
        for connection in list(self.server.open_connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
