"""Web pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.ingest import Taken, take
from dragoman.model import Document, Skip

PROSE = (
    "<p>The delegations of Velland and Ormark met on Tuesday in the old customs house.</p>"
    "<p>After nine hours neither side would say what had come of it, and both went home.</p>"
)


def page(head: str = "", body: str = PROSE, heading: str = "<h1>Talks end</h1>") -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
        f"<article>{heading}{body}</article><footer>All rights reserved</footer></body></html>"
    )


def taken(folder: Path, text: str | bytes) -> Iterator[Taken | Skip]:
    path = folder / "a.html"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return take(path)


def one(folder: Path, text: str | bytes) -> Document:
    (found,) = taken(folder, text)
    assert isinstance(found, Taken), found
    return found.document


def test_paragraphs_headings_and_lists_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    body = PROSE + "<h2>What is <b>next</b></h2><ul><li>a call</li><li>a visit</li></ul>"
    assert one(tmp_path, page(body=body)).text.split("\n\n") == [
        "Talks end",
        "The delegations of Velland and Ormark met on Tuesday in the old customs house.",
        "After nine hours neither side would say what had come of it, and both went home.",
        "What is next",
        "- a call\n- a visit",
    ]


def test_navigation_and_footer_are_no_part_of_the_text(tmp_path: Path) -> None:
    text = one(tmp_path, page()).text
    assert "Home" not in text
    assert "rights" not in text


def test_linked_data_is_believed_before_meta_tags(tmp_path: Path) -> None:
    head = """
    <meta property="article:published_time" content="2025-03-18T08:00:00Z">
    <meta property="article:modified_time" content="2025-03-20T09:00:00+02:00">
    <meta property="og:site_name" content="Courier Online">
    <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
      {"@type": "WebSite", "name": "Portal"},
      {"@type": ["NewsArticle"], "headline": "Talks &amp; trouble",
       "datePublished": "2025-03-19T08:00:00+01:00", "publisher": {"@id": "#org"},
       "url": "https://vell.example/a"},
      {"@type": "Organization", "@id": "#org", "name": "Port Vell Courier"}]}</script>"""
    document = one(tmp_path, page(head))
    assert document.published_at == "2025-03-19T08:00:00+01:00"
    assert document.modified_at == "2025-03-20T09:00:00+02:00"
    assert document.known_by == "JSON-LD"
    assert document.outlet == "Port Vell Courier"
    assert document.title == "Talks & trouble"
    assert document.url == "https://vell.example/a"


def test_a_bare_day_in_linked_data_is_sharpened_by_a_meta_tag_of_the_same_day(
    tmp_path: Path,
) -> None:
    block = '{"@type":"Article","datePublished":"2025-03-19"}'
    ld = f'<script type="application/ld+json">{block}</script>'
    same = '<meta property="article:published_time" content="2025-03-19T08:00:00+01:00">'
    other = '<meta property="article:published_time" content="2025-03-20T08:00:00+01:00">'
    assert one(tmp_path, page(ld + same)).published_at == "2025-03-19T08:00:00+01:00"
    assert one(tmp_path, page(ld + other)).published_at == "2025-03-19"


@pytest.mark.parametrize(
    "block",
    [
        '[{"@type":"BreadcrumbList"},{"@type":"NewsArticle","datePublished":"2025-03-19"}]',
        '{"@type":"NewsArticle","datePublished":"2025-03-19",}',
        '<!-- {"@type":"NewsArticle","datePublished":"2025-03-19"} -->',
        '{"@type":"NewsArticle","headline":"a\nb","datePublished":"2025-03-19"}',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;datePublished&quot;:&quot;2025-03-19&quot;}",
        '{"@type":"NewsArticle","headline":"a "b" c","datePublished":"2025-03-19"}',
        '{"@type":"WebPage","mainEntity":{"@type":"Article","datePublished":"2025-03-19"}}',
        '{"@type":"http://schema.org/NewsArticle","datePublished":"2025-03-19"}',
    ],
)
def test_linked_data_in_odd_and_broken_forms_still_gives_the_day(
    tmp_path: Path, block: str
) -> None:
    document = one(tmp_path, page(f'<script type="application/ld+json">{block}</script>'))
    assert (document.published_at, document.known_by) == ("2025-03-19", "JSON-LD")


def test_articles_that_are_only_listed_do_not_date_the_page(tmp_path: Path) -> None:
    listed = '{"@type":"NewsArticle","datePublished":"2019-01-01"}'
    block = f'{{"@type":"ItemList","itemListElement":[{listed}]}}'
    document = one(tmp_path, page(f'<script type="application/ld+json">{block}</script>'))
    assert document.published_at is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-03-19T08:00:00+01:00">',
        '<meta name="parsely-pub-date" content="2025-03-19T08:00:00+01:00">',
        '<meta itemprop="datePublished" content="2025-03-19T08:00:00+01:00">',
        '<meta name="DC.date.issued" content="2025-03-19T08:00:00+01:00">',
        '<meta name="PubDate" content="Wed, 19 Mar 2025 08:00:00 +0100">',
    ],
)
def test_meta_tags_give_the_instant_with_its_zone(tmp_path: Path, head: str) -> None:
    document = one(tmp_path, page(head))
    assert document.published_at == "2025-03-19T08:00:00+01:00"
    assert document.known_by == "meta tag"


def test_a_time_tag_counts_in_the_article_and_not_beside_it(tmp_path: Path) -> None:
    own = '<time datetime="2025-03-19T08:00:00+01:00">Wednesday</time>'
    other = "<aside><a href='/b'><time datetime='2024-01-01'>old</time></a></aside>"
    document = one(tmp_path, page(body=own + PROSE))
    assert (document.published_at, document.known_by) == ("2025-03-19T08:00:00+01:00", "time tag")
    assert one(tmp_path, page(body=PROSE + other)).published_at is None


def test_the_outlets_name_is_no_part_of_the_title(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="Port Vell Courier">'
        '<meta property="og:title" content="Talks end - and now? | Port Vell Courier">'
    )
    assert one(tmp_path, page(head)).title == "Talks end - and now?"
    assert one(tmp_path, page("<title>Talks end | Courier</title>")).title == "Talks end"


def test_a_declared_charset_reads_the_page(tmp_path: Path) -> None:
    russian = (
        "<p>Переговоры двух сторон завершены во вторник, сообщил секретарь делегации.</p>"
        "<p>Следующая встреча назначена на июнь, но место её пока не названо никем.</p>"
    )
    text = page('<meta charset="windows-1251">', russian)
    assert "секретарь делегации" in one(tmp_path, text.encode("cp1251")).text


@pytest.mark.parametrize(
    "body",
    [
        "<ul>" + "".join(f"<li><a href='/{i}'>Section {i}</a></li>" for i in range(40)) + "</ul>",
        "<p>We use cookies on this site. Accept all of them to go on and read our news.</p>",
        "",
    ],
)
def test_a_page_without_an_article_gives_one_line(tmp_path: Path, body: str) -> None:
    (skip,) = taken(tmp_path, page(body=body, heading=""))
    assert isinstance(skip, Skip)
    assert skip.reason == "there is no article on this page"


def test_our_own_brief_is_no_article(tmp_path: Path) -> None:
    (skip,) = taken(tmp_path, page('<meta name="generator" content="dragoman 0.1.0">'))
    assert isinstance(skip, Skip)
    assert skip.reason == "is a brief that dragoman wrote"


def test_markup_without_end_and_deep_nests_do_not_stop_the_run(tmp_path: Path) -> None:
    for text in (
        "<div>" * 50_000,
        "<p>" + "<b>" * 20_000 + "x",
        page(body=PROSE + "<div>" * 3_000),
        "<script>" * 10_000 + PROSE,
        "\x00<p>a",
        "<?xml version='1.0' encoding='utf-8'?>" + page(),
    ):
        assert len(list(taken(tmp_path, text))) == 1


def test_embedded_pictures_do_not_count_as_markup(tmp_path: Path) -> None:
    picture = "<img src='data:image/png;base64," + "A" * 6_000_000 + "'>"
    assert one(tmp_path, page(body=picture + PROSE)).title == "Talks end"


def test_the_language_is_told_from_the_text_unless_a_person_says_it(tmp_path: Path) -> None:
    text = page().replace("lang='en'", "lang='fr'")
    assert one(tmp_path, text).language == "en"
    (tmp_path / "a.meta.toml").write_text('language = "uk"')
    assert one(tmp_path, text).language == "uk"
