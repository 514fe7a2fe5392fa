"""What the README shows works as it stands there, and whatever the pages point at is there."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from models.embedded import EMBEDDED

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_notebook_example_runs_with_the_embedded_model(capsys: pytest.CaptureFixture[str]) -> None:
    if not EMBEDDED.is_dir():
        pytest.skip("the embedded weights are not in this checkout")
    example = next(
        block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "translate_articles" in block
    )
    first = (ROOT / "corpus" / "samples" / "tin-ngan.jsonl").read_text(encoding="utf-8").splitlines()[0]
    names: dict[str, object] = {"page": json.loads(first)["text"]}
    exec(compile(example, "README.md", "exec"), names)
    assert len(capsys.readouterr().out.split()) > 10
    assert names["rejected"] == []


def test_the_two_commands_are_make_targets() -> None:
    for target in ("demo", "test"):
        assert f"make {target}" in README
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def without_code(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def links(page: Path) -> list[str]:
    """What a page links to or shows, other sites left out."""
    found = re.findall(r"\]\(([^)\s]+)\)|(?:href|src)=\"([^\"]+)\"", without_code(page))
    return [link or attribute for link, attribute in found if ":" not in link + attribute]


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives a page's headings: small letters, hyphens for blanks, nothing else but letters and figures."""
    found: list[str] = []
    for heading in re.findall(r"^#+ +(.+?) *#*$", without_code(page), re.MULTILINE):
        shown = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower()
        found.append(re.sub(r"[^\w -]", "", shown).replace(" ", "-"))
    return {f"{name}-{found[:at].count(name)}" if name in found[:at] else name for at, name in enumerate(found)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_links_to_is_there(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        if path.startswith("models/embedded") and not EMBEDDED.is_dir():
            continue
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_the_readme_leads_to_every_page_of_the_documentation() -> None:
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in links(ROOT / "README.md")}
    assert set((ROOT / "docs").glob("*.md")) <= linked


def test_anchors_are_made_as_github_makes_them(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Two commands\n\n## Terms, of `your_own`!\n\n```sh\n# a comment\n```\n\n## Dữ liệu - [API](x.md)\n\n## Two commands\n",
        encoding="utf-8",
    )
    assert anchors(page) == {"two-commands", "terms-of-your_own", "dữ-liệu---api", "two-commands-1"}
