// Searches all reports. Each report's text is a script of its own, fetched when first something is asked, the newest
// first. Texts and queries are folded to one form; a match is marked in the text as it was. Without this script the
// page shows the contents of all reports.
(() => {
  'use strict';
  const STEP = 20; // results shown at a time
  const CONTEXT = 80; // characters of text shown with a result
  const BEFORE = 24; // of these, at most so many before the first match
  const SAID = 40; // characters of a query that is repeated
  const form = document.querySelector('.search-form');
  const field = form.querySelector('input');
  const status = document.querySelector('.search-status');
  const list = document.querySelector('.results');
  const more = document.querySelector('[data-more]');
  const contents = document.querySelector('.search-contents');
  const waiting = [...contents.querySelectorAll('[data-search]')].map((report) => report.dataset.search);
  const all = waiting.length;
  const entries = []; // all that can be found, the newest report first
  let words = [];
  let found = [];
  let limit = STEP;
  let loading = false;
  let failed = 0;

  // ---- Folding: full-width forms, the case of letters, the kind of dash and quotation marks do not matter, and spaces
  // only between words of letters.

  const CLUSTER = /\P{M}?\p{M}*/gsu; // a character with its accents
  const LETTER = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;
  const QUOTES = /["“”„‟″«»「」『』]/g;
  const DASHES = /[-‐‑‒–—―−~〜]/g;

  function foldCluster(cluster) {
    return cluster.normalize('NFKC').toLowerCase().replace(QUOTES, '').replace(DASHES, '-').replace(/[‘’]/g, "'");
  }

  // The folded text, and for each of its units where in the text its character begins and ends.
  function fold(text) {
    const from = [];
    const to = [];
    let folded = '';
    let space = '';
    for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
      const piece = foldCluster(cluster);
      if (!piece.trim()) {
        // The end of a line parts what stands before it from what stands after it.
        if (piece) space = piece.includes('\n') || space === '\n' ? '\n' : ' ';
        continue;
      }
      if (space === '\n' || (space && LETTER.test(folded[folded.length - 1] ?? '') && LETTER.test(piece[0]))) {
        folded += space;
        from.push(index);
        to.push(index);
      }
      space = '';
      folded += piece;
      for (let unit = 0; unit < piece.length; unit += 1) {
        from.push(index);
        to.push(index + cluster.length);
      }
    }
    return { folded, from, to };
  }

  const folded = (text) => fold(text).folded;

  // The words of a query: parted by spaces, held together by quotation marks.
  function parse(query) {
    const pieces = query.normalize('NFKC').replace(QUOTES, '"').match(/"[^"]*"|[^\s"]+/g) ?? [];
    return [...new Set(pieces.map(folded))].filter(Boolean);
  }

  // ---- Loading.

  function entry({ href, place, title, value = '', text = '', figure = false }) {
    entries.push({
      href, place, title, value, text, figure,
      order: entries.length,
      head: `${folded(title)}\n${folded(value)}`,
      body: folded(text),
      around: place.map(folded).join('\n'),
    });
  }

  // Takes the data of a report, which its script hands over.
  window.nianbaoSearch = ({ place, pages, figures }) => {
    for (const { title, rows } of figures.groups) {
      for (const { anchor, label, value, text } of rows) {
        const at = [...place, figures.title, title];
        entry({ href: `${figures.href}#${anchor}`, place: at, title: label, value, text, figure: true });
      }
    }
    for (const { href, name, above = [], passages } of pages) {
      for (const { anchor, title, text } of passages) {
        const at = anchor && title ? [...place, ...above, name] : [...place, ...above];
        entry({ href: anchor ? `${href}#${anchor}` : href, place: at, title: title || name, text });
      }
    }
  };

  function load() {
    if (loading || !waiting.length) return;
    loading = true;
    const script = document.createElement('script');
    const next = () => {
      loading = false;
      search();
    };
    script.src = waiting.shift();
    script.addEventListener('load', next);
    script.addEventListener('error', () => {
      failed += 1;
      next();
    });
    document.head.append(script);
  }

  // ---- Finding. Figures first, then titles, then text; among these whole matches, the newest report, its order.

  function rank(item, whole) {
    const inHead = words.map((word) => item.head.includes(word));
    const inBody = words.map((word) => item.body.includes(word));
    const around = words.map((word) => item.around.includes(word));
    if (words.some((_, at) => !inHead[at] && !inBody[at] && !around[at])) return null;
    // The year and the chapter narrow a search; by themselves they find nothing.
    if (!inHead.includes(true)) return inBody.includes(true) ? { item, key: [2, 0] } : null;
    if (words.some((_, at) => !inHead[at] && !around[at])) return { item, key: [2, 0] };
    const [title, value] = item.head.split('\n');
    const near = title === whole ? 0 : title.startsWith(whole) || value.startsWith(whole) ? 1 : 2;
    return { item, key: [item.figure ? 0 : 1, near] };
  }

  function find() {
    const whole = words.join('');
    return entries
      .map((item) => rank(item, whole))
      .filter(Boolean)
      .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.item.order - b.item.order)
      .map(({ item }) => item);
  }

  // ---- Showing.

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  // Where the words stand in a text: [from, to, word], in order, none over another.
  function matches(text) {
    const { folded: plain, from, to } = fold(text);
    const hits = [];
    for (const word of words) {
      for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
        hits.push([from[at], to[at + word.length - 1], word]);
      }
    }
    hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return hits.filter(([from], at) => !hits.slice(0, at).some(([, to]) => to > from));
  }

  // The terms with lowered or raised parts, PM2.5 and m3: where the part begins, and how it is set.
  const TERMS = new Map(
    list.dataset.terms.split(' ').map((term) => {
      const [base, sign, part] = term.split(/([_^])/);
      return [base + part, { base: base.length, tag: sign === '^' ? 'sup' : 'sub' }];
    }),
  );
  const TERM = new RegExp(
    `(?:${[...TERMS.keys()]
      .sort((a, b) => b.length - a.length)
      .map((term) => term.replace('.', '\\.'))
      .join('|')})(?![A-Za-z0-9]|\\.[A-Za-z0-9])`,
    'g',
  );

  // Sets the pieces of a text, each from one place to another, with its terms lowered and raised.
  function setter(text) {
    const parts = [...text.matchAll(TERM)]
      .filter(({ index }) => !/[A-Za-z0-9]/.test(text[index - 1] ?? ''))
      .map(({ 0: term, index }) => {
        const { base, tag } = TERMS.get(term);
        return { tag, from: index + base, to: index + term.length };
      });
    return (start, end) => {
      const nodes = [];
      let at = start;
      for (const { tag, from, to } of parts) {
        if (to <= start || from >= end) continue;
        const [first, last] = [Math.max(from, start), Math.min(to, end)];
        nodes.push(text.slice(at, first), element(tag, '', text.slice(first, last)));
        at = last;
      }
      return [...nodes, text.slice(at, end)];
    };
  }

  // A piece of a text with its matches marked.
  function marked(text, start = 0, end = text.length, hits = matches(text)) {
    const set = setter(text);
    const nodes = [];
    let at = start;
    for (const [from, to] of hits) {
      if (to <= start || from >= end) continue;
      const [first, last] = [Math.max(from, start), Math.min(to, end)];
      nodes.push(...set(at, first), element('mark', '', ...set(first, last)));
      at = last;
    }
    return [...nodes, ...set(at, end)];
  }

  // Where half of a surrogate pair would be left behind, one less.
  const whole = (text, at) => (/[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at);

  // The part of a text that holds the most of the words, with a little before it.
  function context(text) {
    const hits = matches(text);
    const held = ([from]) => {
      const near = hits.filter((hit) => hit[0] >= from && hit[1] <= from + CONTEXT - BEFORE);
      return new Set(near.map(([, , word]) => word)).size;
    };
    const best = hits.reduce((best, hit) => (best && held(best) >= held(hit) ? best : hit), hits[0]);
    if (text.length <= CONTEXT) return marked(text, 0, text.length, hits);
    const near = Math.max(0, (best?.[0] ?? 0) - BEFORE);
    const before = text.slice(near, best?.[0] ?? 0);
    // The beginning of a sentence or line, if there is one so near.
    const sentence = before.search(/[^。；！？\n]*$/);
    const start = whole(text, near === 0 && sentence === 0 ? 0 : near + sentence);
    const end = whole(text, Math.min(text.length, start + CONTEXT));
    const cut = start > 0 && sentence === 0;
    return [cut ? '…' : '', ...marked(text, start, end, hits), end < text.length ? '…' : ''];
  }

  function valueOf(value) {
    if (!value.startsWith('**')) return marked(value);
    const mask = element('span', 'masked', '**');
    mask.setAttribute('aria-hidden', 'true');
    return [mask, element('span', 'visually-hidden', status.dataset.masked), value.slice(2)];
  }

  function result({ href, place, title, value, text, figure }) {
    const steps = place.map((step) => element('span', '', ...setter(step)(0, step.length)));
    const link = element('a', '', ...marked(title));
    link.href = href;
    const item = element('li', figure ? 'found figure-found' : 'found');
    item.append(element('p', 'path', ...steps), element('p', 'found-title', link));
    if (value) item.append(element('p', 'found-value', ...valueOf(value)));
    if (text) item.append(element('p', 'context', ...context(text)));
    return item;
  }

  const shortened = (text) => (text.length > SAID ? `${text.slice(0, whole(text, SAID))}…` : text);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

  function say() {
    const { found: many, foundOne, none, reading, failed: missed } = status.dataset;
    const done = all - waiting.length - (loading ? 1 : 0);
    const parts = [];
    if (found.length) parts.push(fill(found.length === 1 ? foundOne : many, { count: found.length }));
    else if (done === all) parts.push(fill(none, { query: shortened(field.value.trim()) }));
    if (done < all) parts.push(fill(reading, { done, all }));
    if (failed) parts.push(fill(missed, { count: failed }));
    const text = words.length ? parts.join(' · ') : '';
    if (status.textContent !== text) status.textContent = text;
  }

  function show() {
    const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    list.replaceChildren(...found.slice(0, limit).map(result));
    list.hidden = !found.length;
    const rest = Math.min(STEP, found.length - limit);
    more.textContent = fill(more.dataset.more, { count: rest });
    more.parentElement.hidden = rest <= 0;
    contents.hidden = words.length > 0;
    if (focused) links().find((link) => link.getAttribute('href') === focused)?.focus();
    say();
  }

  // Looks through what has been loaded, and has the next report loaded.
  function search() {
    found = words.length ? find() : [];
    if (words.length) load();
    show();
  }

  function ask() {
    words = parse(field.value);
    limit = STEP;
    remember();
    search();
  }

  // The query stands in the address, so that a search can be sent and come back to; from the disk, where some browsers
  // refuse that, it is kept with the page's place in the history.
  function remember() {
    const query = field.value.trim();
    const address = query ? `?q=${encodeURIComponent(query)}` : location.pathname;
    try {
      history.replaceState({ query }, '', address);
    } catch {
      history.replaceState({ query }, '');
    }
  }

  // ---- Keys.

  const links = () => [...list.querySelectorAll('a')];

  function step(event, by) {
    const stops = [field, ...links(), ...(more.parentElement.hidden ? [] : [more])];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + by];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === 'ArrowDown') step(event, 1);
    else if (event.key === 'ArrowUp') step(event, -1);
    else if (event.key === '/' && document.activeElement !== field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
  field.addEventListener('input', (event) => {
    if (!event.isComposing) ask();
  });
  field.addEventListener('compositionend', ask);
  // What is typed is looked for at once; the button, as Enter, leads to what was found.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    links()[0]?.focus();
  });
  more.addEventListener('click', () => {
    const shown = limit;
    limit += STEP;
    show();
    links()[shown]?.focus();
  });

  form.hidden = false;
  const asked = new URLSearchParams(location.search).get('q') ?? history.state?.query;
  if (asked) {
    field.value = asked;
    ask();
  }
})();
