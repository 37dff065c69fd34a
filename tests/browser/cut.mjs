// Runs inside the page: finds text that is cut off, lies on other text or can only be had by scrolling the page sideways.

// One function, since it is sent to the browser as text and can use nothing from outside itself. Charts are drawings of
// their own, which measure.mjs looks at.
export function cut() {
  const SLACK = 2; // px: what rounding and the lean of a glyph may add
  const problems = [];

  function name(element) {
    const named = element.closest('[id]');
    const own = element.localName + [...element.classList].map((word) => `.${word}`).join('');
    return named && named !== element ? `#${named.id} ${own}` : own;
  }

  const hidden = (element) => element.closest('.visually-hidden, .skip, svg, [hidden]');
  const scrolls = (way) => way === 'auto' || way === 'scroll';

  // Boxes that hide what does not fit, and scrollers that the keyboard cannot reach or that have no name.
  function box(element) {
    const style = getComputedStyle(element);
    const over = element.scrollWidth > element.clientWidth + SLACK || element.scrollHeight > element.clientHeight + SLACK;
    if (!over || !element.clientWidth || style.display === 'inline') return;
    const ways = [style.overflowX, style.overflowY];
    if (ways.some(scrolls)) {
      const reached = element.tabIndex >= 0 || element.querySelector('a[href], button, summary');
      if (!reached) problems.push(`${name(element)} scrolls, but not by the keyboard`);
      const called = element.ariaLabel || element.getAttribute('aria-labelledby') || element.localName === 'pre';
      if (!called) problems.push(`${name(element)} scrolls, but has no name`);
    } else if (ways.some((way) => way === 'hidden' || way === 'clip')) {
      problems.push(`${name(element)} cuts off what is in it`);
    }
  }

  // The boxes of a text's lines, cut to the em: a line's box is as tall as the font's tallest glyphs. In a scroller only
  // what is in view of it.
  function lines(node) {
    const em = parseFloat(getComputedStyle(node.parentElement).fontSize);
    const blank = node.parentElement.closest('.hangs') ? em / 2 : 0; // the empty half of a full-width bracket
    const frame = node.parentElement.closest('.scroller')?.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()]
      .filter((rect) => rect.width > 1 && rect.height > 1)
      .map(({ left, right, top, bottom }) => {
        const tall = Math.max(0, (bottom - top - em) / 2);
        return { node, left: left + blank, right, top: top + tall, bottom: bottom - tall };
      })
      .filter(({ top, bottom }) => !frame || (bottom <= frame.bottom && top >= frame.top));
  }

  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (!node.data.trim() || hidden(parent) || !parent.checkVisibility({ visibilityProperty: true })) continue;
      found.push(...lines(node));
    }
    return found;
  }

  const inScroller = (node) => node.parentElement.closest('.scroller, pre, .side');
  const shown = (line) => `“${line.node.data.trim().slice(0, 20)}” (${name(line.node.parentElement)})`;

  function outside(all) {
    const { clientWidth } = document.documentElement;
    for (const line of all) {
      if (inScroller(line.node)) continue;
      if (line.left < -SLACK || line.right > clientWidth + SLACK) problems.push(`${shown(line)} leaves the page`);
    }
  }

  // Swept from the top, so that only lines of the same height are compared. What is held in view while the rest moves
  // (position: sticky) lies over it by design.
  function collisions(all) {
    const still = all.filter(({ node }) => !inScroller(node) || !node.parentElement.closest('th'));
    still.sort((a, b) => a.top - b.top);
    still.forEach((a, index) => {
      for (let next = index + 1; next < still.length && still[next].top < a.bottom - SLACK; next += 1) {
        const b = still[next];
        if (a.node === b.node) continue;
        const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const height = Math.min(a.bottom, b.bottom) - b.top;
        if (width > SLACK && height > SLACK) problems.push(`${shown(a)} and ${shown(b)} overlap`);
      }
    });
  }

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) problems.push(`the page scrolls sideways: ${scrollWidth} px in ${clientWidth}`);
  for (const element of document.body.querySelectorAll('*')) if (!hidden(element)) box(element);
  const all = texts();
  outside(all);
  collisions(all);
  return problems;
}
