(() => {
const make = (tag, className) => Object.assign(document.createElement(tag), { className });
const box = make('div', 'mark-row');
const frame = make('i', 'mark-frame');
const WAYS = {
ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
PageDown: [0, 0, 1], PageUp: [0, 0, -1], End: [0, 0, Infinity], Home: [0, 0, -Infinity],
};
let timer;
const shown = (chart) => [...chart.querySelectorAll('.drawings > svg')].find((svg) => svg.getClientRects()[0]);
function places(svg) {
const all = (svg.dataset.marks?.split(';') ?? []).flatMap((strip) => {
const [x, y, w, h, row, column = -1, count = 1, down = 1, aside = 0, across = count, offset = 0] =
strip.split(' ').map(Number);
return Array.from({ length: count }, (_, n) => ({
x: x + ((n + offset) % across) * w, y: y + Math.floor((n + offset) / across) * h, w, h,
row: row + n * down, column: column + n * aside,
}));
});
for (const mark of svg.querySelectorAll('[data-row]')) {
const { x, y, width: w, height: h } = mark.getBBox();
all.push({ x, y, w, h, mark, row: +mark.dataset.row, column: -1 });
}
return all;
}
function piece(tag, cell) {
const element = make(tag, '');
element.append(...cell.cloneNode(true).childNodes);
for (const part of element.querySelectorAll('[aria-hidden]')) part.remove();
for (const part of element.querySelectorAll('.visually-hidden')) part.className = '';
return element;
}
function fill(chart, { row, column }, line) {
const { tHead, tBodies } = chart.querySelector('.numbers table');
const heads = tHead.rows[0].cells;
const cells = [...tBodies[0].rows[row].cells];
const pairs = column < 0 ? cells.map((cell, at) => [heads[at], cell]).slice(1) : [[cells[0], cells[column + 1]]];
const lines = pairs.filter(([, cell]) => cell.textContent).map(([head, cell]) => {
const pair = make('div', '');
pair.append(piece('span', head), ' ', piece('b', cell));
return pair;
});
box.replaceChildren(piece('p', column < 0 ? cells[0] : heads[column + 1]), ...lines);
if (line) lines[line - 1]?.classList.add('picked');
const said = line ? lines.slice(line - 1, line) : lines;
return [box.firstChild, ...said].map((part) => part.textContent).join(', ');
}
function show(chart, { x, y, w, h, ...cell }, line, pointer) {
timer = clearTimeout(timer);
const svg = shown(chart);
const words = fill(chart, cell, line);
document.body.append(box);
svg.after(frame);
box.hidden = frame.hidden = false;
const at = svg.getBoundingClientRect();
const scale = at.width / svg.viewBox.baseVal.width;
const put = (element, sides) => sides.forEach((side, n) => {
element.style[['left', 'top', 'width', 'height'][n]] = `${side}px`;
});
const [left, top, width, height] = [x, y, w, h].map((side) => side * scale);
put(frame, [left, top, width, height]);
const { clientWidth, clientHeight } = document.documentElement;
const { offsetWidth, offsetHeight } = box;
const from = pointer ?? at.left + left + width / 2;
const beside = from + offsetWidth + 20 > clientWidth ? from - offsetWidth - 12 : from + 12;
const [above, below] = [at.top + top - offsetHeight - 2, at.top + top + height + 2];
const under = below + offsetHeight > clientHeight && above > 0 ? above : below;
put(box, [
Math.max(8, Math.min(beside, clientWidth - offsetWidth - 8)) + scrollX,
Math.max(0, Math.min(under, clientHeight - offsetHeight)) + scrollY,
]);
return words;
}
function hide() {
timer = clearTimeout(timer);
box.hidden = frame.hidden = true;
}
function point({ target, clientX, clientY }) {
const svg = target.closest?.('.drawings > svg');
const all = svg ? places(svg) : [];
if (!all.length) return box.contains(target) && (timer = clearTimeout(timer), true);
const { left, top, width } = svg.getBoundingClientRect();
const [px, py] = [clientX - left, clientY - top].map((side) => (side * svg.viewBox.baseVal.width) / width);
const far = ({ x, y, w, h, mark }) =>
mark === target ? -1 : Math.hypot(Math.max(x - px, 0, px - x - w), Math.max(y - py, 0, py - y - h));
show(svg.closest('.chart'), all.reduce((a, b) => (far(b) < far(a) ? b : a)), 0, clientX);
return true;
}
function stop(chart) {
const knob = make('div', 'marks');
let now = 0;
let line = 0;
const tell = (say) => {
const all = places(shown(chart));
now = Math.min(now, all.length - 1);
const values = { valuemin: 1, valuemax: all.length, valuenow: now + 1, valuetext: say(chart, all[now], line) };
for (const name in values) knob.setAttribute(`aria-${name}`, values[name]);
};
knob.tabIndex = 0;
knob.setAttribute('role', 'slider');
knob.setAttribute('aria-label', chart.querySelector('.numbers caption').textContent);
tell(fill);
knob.onfocus = () => knob.matches(':focus-visible') && tell(show);
knob.onblur = hide;
knob.onkeydown = (event) => {
const all = places(shown(chart));
const way = WAYS[event.key];
if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
event.preventDefault();
const [right, down, steps] = way;
const middle = ({ x, y, w, h }) => [x + w / 2, y + h / 2];
const [x, y] = middle(all[now]);
const costs = all.map((place) => {
const [dx, dy] = [middle(place)[0] - x, middle(place)[1] - y];
const along = dx * right + dy * down;
return along > 1 ? along + 4 * Math.abs(dx * down + dy * right) : Infinity;
});
const least = Math.min(...costs);
if (steps) now = Math.max(0, Math.min(now + steps, all.length - 1));
else if (least < Infinity) now = costs.indexOf(least);
else line = Math.max(0, Math.min(line + right + down, box.children.length - 1));
tell(show);
};
chart.querySelector('.drawings').append(knob);
}
for (const chart of document.querySelectorAll('.chart')) {
const svg = shown(chart);
if (svg && places(svg).length) stop(chart);
}
document.addEventListener('pointermove', (event) => {
if (event.pointerType !== 'touch' && !point(event)) timer ??= setTimeout(hide, 200);
});
document.addEventListener('click', (event) => point(event) || hide());
document.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
addEventListener('resize', hide);
})();