"""Measures the pages that LibreOffice made of the sample's Word documents.

GB/T 9704-2012: 28 characters a line and 22 lines a page of running text, the page's number outside, a table's head on
every page that it goes over. What is read of the package is read by python-docx, which knows nothing of us.
"""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import docx

LINE = 28.95  # points
TOP, BOTTOM = 37 / 25.4 * 72, 841.89 - 35 / 25.4 * 72
LEFT, RIGHT = 28 / 25.4 * 72, 595.3 - 26 / 25.4 * 72


def pages(pdf: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """The words of each page: left, top, right, bottom, text."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    text = re.sub(r'<(html|!DOCTYPE)[^>]*>', lambda found: "<html>" if found[1] == "html" else "", text)
    text = re.sub(r"&(?!amp;|lt;|gt;|quot;|#)", "&amp;", text)
    found = ElementTree.fromstring(text)
    return [
        [(*(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")), word.text or "") for word in page]
        for page in found.iter("page")
    ]


def lines(words: list) -> dict[int, list]:
    """The words in the type area by the place of their line, from the left."""
    out: dict[int, list] = {}
    for word in sorted(words):
        # Text is 16 points high: its box is 20.8 with these fonts, whatever is smaller belongs to tables and charts.
        if TOP - 2 <= word[1] and word[3] <= BOTTOM + 6 and 19 <= word[3] - word[1] <= 24:
            out.setdefault(round((word[1] - TOP) / LINE), []).append(word)
    return out


def check(holds: bool, says: str) -> None:
    if not holds:
        sys.exit(f"tests/office: {says}")


def full_lines(name: str, all_pages: list) -> int:
    """Lines of Han characters alone that go from edge to edge have 28; 26 where a paragraph begins, or 25 where
    LibreOffice makes room for squeezed punctuation."""
    found = 0
    for number, words in enumerate(all_pages, 1):
        for line in lines(words).values():
            text = "".join(word[4] for word in line)
            within = [w for w in words if line[0][1] < (w[1] + w[3]) / 2 < line[0][3]]
            if len(within) != len(line):  # something raised or lowered stands in it
                continue
            hanging = line[-1][2] > RIGHT + 4
            # LibreOffice does not part 。PM10、SO2 and stretches what comes before it.
            stretched = (line[-1][2] - line[0][0]) / len(text) > 17.5
            if re.fullmatch(r"[\u4e00-\u9fff，。；：、（）《》]+", text) and line[-1][2] > RIGHT - 6 and not stretched:
                begins = line[0][0] > LEFT + 20
                wanted = (25, 26) if begins else (28,)
                held = len(text) - hanging
                check(held in wanted, f"{name} page {number}: {held} characters, not {wanted[-1]}: {text}")
                found += 1
    return found


def full_pages(name: str, all_pages: list) -> int:
    """Pages of running text alone hold 22 lines."""
    found = 0
    for number, words in enumerate(all_pages, 1):
        inside = [word for word in words if TOP - 2 <= word[1] and word[3] <= BOTTOM + 6]
        rows = lines(words)
        if len(inside) == sum(map(len, rows.values())) and len(rows) > 15 and max(rows) > 19:
            check(set(rows) == set(range(22)), f"{name} page {number}: {len(rows)} lines, not 22: {sorted(rows)}")
            found += 1
    return found


def page_numbers(name: str, all_pages: list) -> None:
    """Between dashes, under the type area: at the right of odd pages, at the left of even ones."""
    for number, words in enumerate(all_pages, 1):
        below = [word for word in words if word[1] > BOTTOM]
        text = "".join(word[4] for word in sorted(below)).replace(" ", "")
        check(text == f"—{number}—", f"{name} page {number} says {text}")
        left, right = min(word[0] for word in below), max(word[2] for word in below)
        at = abs(right - (RIGHT - 14)) < 3 if number % 2 else abs(left - (LEFT + 14)) < 3
        check(at, f"{name} page {number}: its number lies from {left:.0f} to {right:.0f}")


def repeated_heads(name: str, all_pages: list) -> int:
    """The pages of the table of all figures, which is the last attachment, begin with its head."""
    starts = [at for at, words in enumerate(all_pages) if any(word[4] == "附件" for word in words) and lines(words)]
    table = all_pages[starts[-1] + 1 :]
    for at, words in enumerate(table, starts[-1] + 2):
        first = min((word[1] for word in words if word[1] > TOP - 2), default=0)
        head = "".join(word[4] for word in sorted(words) if abs(word[1] - first) < 8)
        check("指标" in head and "单位" in head and "同比" in head, f"{name} page {at} begins with {head}")
    return len(table)


def package(path: Path) -> None:
    """What an independent reader finds in the package."""
    document = docx.Document(path)
    section = document.sections[0]
    sides = [round(side.mm) for side in (section.top_margin, section.bottom_margin, section.left_margin)]
    check(sides == [37, 35, 28], f"{path.name} has margins of {sides} mm")
    levels = {p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")}
    check({"Heading 1", "Heading 2", "Heading 3"} <= levels, f"{path.name} has headings {levels}")
    check(len(document.inline_shapes) > 0 and len(document.tables) > 0, f"{path.name} lost its exhibits")


def main(folder: Path) -> None:
    full = whole = repeated = 0
    for path in sorted(folder.glob("*.docx")):
        package(path)
        all_pages = pages(path.with_suffix(".pdf"))
        name = path.stem
        full += full_lines(name, all_pages)
        whole += full_pages(name, all_pages)
        page_numbers(name, all_pages)
        if name.isdigit():
            repeated += repeated_heads(name, all_pages)
            check(all(len(words) > 8 for words in all_pages), f"{name} has an empty page")
    check(full > 20, f"only {full} full lines of Han characters")
    check(whole > 0, "no page of text alone")
    check(repeated > 5, f"only {repeated} pages repeat a head")
    print(f"{full} lines of 28 characters, {whole} pages of 22 lines, {repeated} repeated heads")


main(Path(sys.argv[1]))
