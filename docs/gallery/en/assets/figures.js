(() => {
'use strict';
const FIGURE = '.figure[data-metric]';
let box, shown, timer;
function rowOf(figure) {
const value = `.sources [data-metric="${CSS.escape(figure.dataset.metric)}"]`;
const within = figure.closest('.whole, .opening');
return (within?.querySelector(value) ?? document.querySelector(value))?.closest('tr');
}
function figureAt(target) {
const figure = target instanceof Element && target.closest(FIGURE);
return figure && !figure.closest('.sources') ? figure : null;
}
function piece(tag, from) {
const element = document.createElement(tag);
for (const node of from.childNodes) element.append(node.cloneNode(true));
return element;
}
function fill(row) {
const heads = row.closest('table').tHead.rows[0].cells;
const list = document.createElement('dl');
[...row.cells].forEach((cell, at) => {
if (at === 0 || !cell.textContent.trim()) return;
const pair = document.createElement('div');
pair.append(piece('dt', heads[at]), piece('dd', cell));
list.append(pair);
});
box.replaceChildren(piece('p', row.cells[0]), list);
}
function place(figure) {
const at = figure.getClientRects()[0];
const { clientWidth, clientHeight } = document.documentElement;
const left = Math.max(12, Math.min(at.left, clientWidth - box.offsetWidth - 12));
const above = at.bottom + box.offsetHeight + 8 > clientHeight && at.top > clientHeight - at.bottom;
const top = above ? at.top - box.offsetHeight - 8 : at.bottom + 8;
box.style.left = `${left + scrollX}px`;
box.style.top = `${Math.max(top + scrollY, 0)}px`;
}
function show(figure) {
clearTimeout(timer);
if (figure === shown) return;
const row = rowOf(figure);
if (!row) return hide();
if (!box) {
box = document.createElement('div');
box.className = 'figure-row';
box.setAttribute('role', 'status');
document.body.append(box);
}
shown = figure;
fill(row);
box.hidden = false;
place(figure);
}
function hide() {
clearTimeout(timer);
shown = undefined;
if (box) box.hidden = true;
}
function later(act) {
clearTimeout(timer);
timer = setTimeout(act, 200);
}
document.addEventListener('pointerover', (event) => {
if (event.pointerType === 'touch') return;
const figure = figureAt(event.target);
if (figure) later(() => show(figure));
else if (box?.contains(event.target)) clearTimeout(timer);
else later(hide);
});
document.addEventListener('focusin', (event) => {
const figure = figureAt(event.target) ?? event.target.querySelector?.(`:scope > ${FIGURE}`);
if (figure && event.target.matches(':focus-visible')) show(figure);
else if (!box?.contains(event.target)) hide();
});
document.addEventListener('click', (event) => {
const figure = figureAt(event.target);
if (figure && !figure.closest('a')) show(figure);
else if (!box?.contains(event.target)) hide();
});
document.addEventListener('keydown', (event) => {
if (event.key === 'Escape') hide();
});
addEventListener('resize', hide);
})();