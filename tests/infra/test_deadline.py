from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from newsdesk.infra.deadline import left, overdue, timed_context, within


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for ``localhost`` together with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    day, now = timedelta(days=1), datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        yield server


def test_seconds_run_out() -> None:
    with within(60):
        assert 59 < left() <= 60
        assert not overdue()
        with within(0):
            assert overdue()
            with pytest.raises(TimeoutError):
                left()
        assert not overdue()


def test_a_tls_handshake_that_never_comes_ends_with_the_deadline(
    listener: socket.socket, certificate: Path
) -> None:
    context = timed_context()
    context.load_verify_locations(certificate)
    with socket.create_connection(listener.getsockname()) as plain, within(0.2):
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            context.wrap_socket(plain, server_hostname="localhost")
        assert time.monotonic() - began < 20


def test_a_drip_over_tls_ends_with_the_deadline(
    listener: socket.socket, certificate: Path
) -> None:
    over = threading.Event()

    def drip() -> None:
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(certificate)
        with server.wrap_socket(listener.accept()[0], server_side=True) as connection:
            try:
                while not over.wait(0.02):
                    connection.send(b"a")
            except OSError:
                return

    context = timed_context()
    context.load_verify_locations(certificate)
    thread = threading.Thread(target=drip)
    thread.start()
    with socket.create_connection(listener.getsockname()) as plain, within(0.5):
        wrapped = context.wrap_socket(plain, server_hostname="localhost")
        with wrapped, wrapped.makefile("rb") as stream, pytest.raises(TimeoutError):
            stream.read(1000)
    over.set()
    thread.join()


def test_an_unknown_certificate_is_refused(listener: socket.socket, certificate: Path) -> None:
    def shake() -> None:
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(certificate)
        with pytest.raises(ssl.SSLError):
            server.wrap_socket(listener.accept()[0], server_side=True)

    thread = threading.Thread(target=shake)
    thread.start()
    with (
        socket.create_connection(listener.getsockname()) as plain,
        within(5),
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        timed_context().wrap_socket(plain, server_hostname="localhost")
    thread.join()
