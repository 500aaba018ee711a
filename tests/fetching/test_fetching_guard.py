"""No name, redirect or feed leads inside; the address checked is the address connected to."""

from collections.abc import Sequence

import pytest
from web_server import Dial, article, redirect, serving, status

from dragoman.errors import FetchFailed, FetchRefused
from dragoman.fetching import Fetcher, Guard, place_of

PUBLIC = "93.184.215.14"


class Names:
    """A resolver with a list of answers for each name, one for each time it is asked."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self._answers = {name.replace("_", "."): list(told) for name, told in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, timeout_s: float) -> Sequence[str]:
        self.asked.append(host)
        told = self._answers.get(host)
        if not told:
            raise OSError("no such name")
        return told.pop(0) if len(told) > 1 else told[0]


def fetcher(names: Names, port: int, *private_hosts: str) -> tuple[Fetcher, Dial]:
    dial = Dial(port)
    guard = Guard(resolve=names, private_hosts=frozenset(private_hosts))
    made = Fetcher(now=lambda: "2025-06-05T08:00:00Z", guard=guard, dial=dial, pause_s=0)
    return made, dial


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "10.0.0.5", "169.254.169.254", "0.0.0.0", "::ffff:10.0.0.1"]
)
def test_a_name_that_leads_inside_is_refused_before_any_connection(address: str) -> None:
    made, dial = fetcher(Names(courier_example=[[address]]), 1)
    with pytest.raises(FetchRefused, match=r"courier\.example leads to"):
        made.fetch("http://courier.example/")
    assert not dial.dialled


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "127。0。0。1", "localhost", "localhost."),
        *("a.localhost", "169.254.169.254", "[fe80::1]", "0.0.0.0", "[::]", "10.0.0.1"),
    ],
)
def test_a_host_that_is_plainly_inside_is_refused_without_looking_it_up(host: str) -> None:
    names = Names()
    made, dial = fetcher(names, 1)
    with pytest.raises(FetchRefused):
        made.fetch(f"http://{host}/")
    assert not dial.dialled
    assert not names.asked


def test_one_inner_address_among_public_ones_is_enough_to_refuse() -> None:
    made, dial = fetcher(Names(courier_example=[[PUBLIC, "10.0.0.1"]]), 1)
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1"):
        made.fetch("http://courier.example/")
    assert not dial.dialled


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_checked() -> None:
    with serving({"/": article()}) as site:
        names = Names(courier_example=[[PUBLIC], ["127.0.0.1"]])
        made, dial = fetcher(names, site.port)
        made.fetch("http://courier.example/")
        assert dial.dialled == [(PUBLIC, 80)]
        assert names.asked == ["courier.example"]
        assert b"Host: courier.example\r\n" in site.requests[0]
        with pytest.raises(FetchRefused):  # the second time it is judged anew
            made.fetch("http://courier.example/")
        assert len(dial.dialled) == 1


@pytest.mark.parametrize(
    "target",
    [
        *("http://127.0.0.1/", "http://10.0.0.1/x", "http://169.254.169.254/latest/meta-data/"),
        *("http://inner.example/", "http://[::1]/", "file:///etc/passwd", "http://2130706433/"),
        *("http://wire.example:22/", "//localhost/", "gopher://wire.example/"),
    ],
)
def test_a_redirect_that_leads_inside_is_refused(target: str) -> None:
    with serving({"/a": redirect(target)}) as site:
        names = Names(courier_example=[[PUBLIC]], inner_example=[["192.168.0.9"]])
        made, dial = fetcher(names, site.port)
        with pytest.raises(FetchRefused):
            made.fetch("http://courier.example/a")
        assert dial.dialled == [(PUBLIC, 80)]


def test_a_host_of_the_intranet_is_open_on_the_users_word_and_only_to_the_user() -> None:
    with serving({"/a": redirect("http://inner.example/"), "/": article()}) as site:
        names = Names(courier_example=[[PUBLIC]], inner_example=[["192.168.0.9"]])
        made, dial = fetcher(names, site.port, "inner.example")
        assert made.fetch("http://inner.example/").url == "http://inner.example/"
        with pytest.raises(FetchRefused):
            made.fetch("http://courier.example/a")
        with pytest.raises(FetchRefused):
            made.fetch("http://inner.example/", found_on="http://courier.example/feed")
        assert made.fetch("http://inner.example/", found_on="http://inner.example/feed").raw
        assert dial.dialled.count(("192.168.0.9", 80)) == 2


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "fd00:ec2::254", "0.0.0.0"])
def test_no_word_opens_what_is_never_open(address: str) -> None:
    made, dial = fetcher(Names(meta_example=[[address]]), 1, "meta.example", address)
    with pytest.raises(FetchRefused, match="cannot be allowed"):
        made.fetch("http://meta.example/")
    written = f"[{address}]" if ":" in address else address
    with pytest.raises(FetchRefused, match="cannot be allowed"):
        made.fetch(f"http://{written}/")
    assert not dial.dialled


def test_a_port_that_is_not_for_the_web_is_refused_unless_allowed() -> None:
    names = Names(courier_example=[[PUBLIC]])
    made, _ = fetcher(names, 1)
    for port in (22, 25, 6379, 0):
        with pytest.raises(FetchRefused, match="not usual"):
            made.fetch(f"http://courier.example:{port}/")
    with serving({"/": article()}) as site:
        guard = Guard(resolve=names, ports=frozenset({9000}))
        open_one = Fetcher(now=lambda: "", guard=guard, dial=Dial(site.port))
        assert open_one.fetch("http://courier.example:9000/").raw
        assert b"Host: courier.example:9000\r\n" in site.requests[0]


def test_a_name_that_nobody_knows_is_a_failure_and_no_refusal() -> None:
    made, _ = fetcher(Names(), 1)
    with pytest.raises(FetchFailed, match="cannot be looked up"):
        made.fetch("http://nowhere.example/")


def test_the_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving({"/": article()}) as site:
        made, dial = fetcher(Names(courier_example=[[PUBLIC]]), site.port)
        assert made.fetch("http://courier.example/").raw
        assert dial.dialled == [(PUBLIC, 80)]


def test_through_a_proxy_inner_addresses_are_refused_as_far_as_they_can_be_seen() -> None:
    with serving({"http://courier.example/a": redirect("http://10.0.0.1/")}) as site:
        names = Names()
        proxy = f"http://127.0.0.1:{site.port}"
        made = Fetcher(now=lambda: "", guard=Guard(resolve=names), proxy=proxy)
        for url in ("http://127.0.0.1/", "http://localhost/", "http://courier.example/a"):
            with pytest.raises(FetchRefused):
                made.fetch(url)
        assert site.paths() == ["http://courier.example/a"]
        assert not names.asked


def test_from_https_nothing_sends_on_to_http() -> None:
    made, _ = fetcher(Names(), 1)
    with pytest.raises(FetchRefused, match="from https"):
        made._next(
            place_of("https://courier.example/"), "http://courier.example/b", [], is_trusted=True
        )


def test_a_page_on_an_error_tells_what_to_do() -> None:
    with serving({"/": status(403)}) as site:
        made, _ = fetcher(Names(courier_example=[[PUBLIC]]), site.port)
        with pytest.raises(FetchFailed, match="403 Forbidden; open it in a browser") as failure:
            made.fetch("http://courier.example/")
        assert failure.value.status == 403
