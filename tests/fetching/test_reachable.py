"""Which numbers are of the public Internet, in every way a private one can be written."""

import pytest

from festum.fetching.reachable import is_public, is_web_port


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2001:4860:4860::8888", "2a00:1450:4007::1",
                                     "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"])  # fmt: skip
def test_public_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.0.170", "192.0.2.1", "192.88.99.1",
        "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "2a00::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1",
        "2002:7f00:1::1", "2002:c0a8:101::1", "2001:0:53aa:64c::1", "2001:db8::1", "100::1", "5f00::1",
        "", "localhost", "1", "127.1", "0x7f.0.0.1",
    ],
)  # fmt: skip
def test_any_other_address_is_not(address: str) -> None:
    assert not is_public(address)


def test_ports_below_1024_are_of_other_services_than_the_web() -> None:
    assert [port for port in (1, 22, 25, 80, 443, 465, 1023, 1024, 8080, 65535) if is_web_port(port)] == [
        80, 443, 1024, 8080, 65535,
    ]  # fmt: skip
