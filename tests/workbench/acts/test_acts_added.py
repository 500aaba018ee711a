"""What was taken in is told on a page of its own where no script runs."""

from workbench_client import Client

TEXT = "Velland and Ormark held talks in Sundholm on 9 June 2025, the mediator said."


def test_a_pasted_text_is_told_without_a_script(client: Client) -> None:
    answer = client.submit("/add/paste", {"text": TEXT, "title": "Talks <b>again</b>"})
    assert answer.status_code == 200
    assert "<h1>1 added; 0 skipped.</h1>" in answer.text
    assert "They are being read" in answer.text
