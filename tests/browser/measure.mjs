// Runs inside the page: finds sideways scrolling, and chart texts that collide, leave their picture or are too small.

// One function, since it is sent to the browser as text and can use nothing from outside itself.
export function measure() {
  const SLACK = 1; // px: what rounding may add
  const SMALLEST = 12; // px, as rendered
  const problems = [];
  const px = (number) => Math.round(number * 10) / 10;

  function sideways() {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= innerWidth) return;
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + SLACK,
    );
    const names = wide
      .filter((element) => !wide.some((other) => other !== element && element.contains(other)))
      .slice(0, 3)
      .map(selector);
    problems.push(`scrolls sideways: ${scrollWidth} px wide; sticks out: ${names.join(', ') || 'unknown'}`);
  }

  function selector(element) {
    const named = element.closest('[id]');
    const own = element.localName + [...element.classList].map((name) => `.${name}`).join('');
    return named && named !== element ? `#${named.id} ${own}` : own + (element.id && `#${element.id}`);
  }

  // A text's boxes as seen. A line's box is as tall as the font's tallest glyphs, half as tall again as Chinese ones:
  // level text is cut to the em square around its middle, upright text likewise across.
  function boxes(text, scale, matrix) {
    const em = parseFloat(getComputedStyle(text).fontSize) * scale;
    const turned = Math.abs(matrix.b) + Math.abs(matrix.c) > 1e-3 * scale;
    const upright = turned && Math.abs(matrix.a) + Math.abs(matrix.d) <= 1e-3 * scale;
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()]
      .filter((box) => box.width > 0 && box.height > 0)
      .map(({ left, right, top, bottom }) => {
        const tall = turned ? 0 : Math.max(0, (bottom - top - em) / 2);
        const wide = upright ? Math.max(0, (right - left - em) / 2) : 0;
        return { left: left + wide, right: right - wide, top: top + tall, bottom: bottom - tall };
      });
  }

  function describe(text) {
    const label = text.textContent.replace(/\s+/g, ' ').trim();
    const matrix = text.getScreenCTM();
    const scale = Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
    return { text, label, scale, boxes: boxes(text, scale, matrix) };
  }

  // Sub- and superscripts may be smaller than what they belong to.
  function tooSmall({ text, label, scale }, where) {
    for (const part of [text, ...text.querySelectorAll('tspan')]) {
      const style = getComputedStyle(part);
      const raised = part.closest('tspan[dy], tspan[baseline-shift]') || style.baselineShift !== '0px';
      const size = parseFloat(style.fontSize) * scale;
      if (size < SMALLEST - 0.05 && !(part !== text && raised)) {
        problems.push(`${where}: text “${label}” is ${px(size)} px, smaller than ${SMALLEST}`);
        return;
      }
    }
  }

  function overlap(a, b) {
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return width > SLACK && height > SLACK ? { width, height } : null;
  }

  function collisions(texts, where) {
    texts.forEach((a, index) => {
      for (const b of texts.slice(index + 1)) {
        const hit = a.boxes.flatMap((box) => b.boxes.map((other) => overlap(box, other))).find(Boolean);
        if (hit) {
          const by = `${px(hit.width)} × ${px(hit.height)} px`;
          problems.push(`${where}: texts “${a.label}” and “${b.label}” overlap by ${by}`);
        }
      }
    });
  }

  function leaves({ label, boxes }, frame, where) {
    const by = Math.max(
      ...boxes.map((box) =>
        Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom),
      ),
    );
    if (by > SLACK) problems.push(`${where}: text “${label}” leaves the picture by ${px(by)} px`);
  }

  function chart(svg) {
    const visible = { opacityProperty: true, visibilityProperty: true };
    const texts = [...svg.querySelectorAll('text')]
      .filter((text) => text.checkVisibility(visible) && !text.closest('defs, symbol, clipPath, mask'))
      .map(describe)
      .filter((text) => text.label && text.boxes.length);
    const where = `chart ${selector(svg)}`;
    const frame = svg.getBoundingClientRect();
    for (const text of texts) {
      tooSmall(text, where);
      leaves(text, frame, where);
    }
    collisions(texts, where);
  }

  sideways();
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.parentElement.closest('svg')) chart(svg);
  }
  return problems;
}
