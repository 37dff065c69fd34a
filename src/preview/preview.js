// The preview's one script. In a page it keeps the page as it should look now and shows what is wrong with the text; as
// a worker it listens to the server, which the page's own policy forbids the page.
(() => {
  'use strict';

  if (typeof document === 'undefined') return listen();

  const PLACE = 'nianbao-preview-place';
  const CLOSED = 'nianbao-preview-closed';
  // How long the server may be silent before the page says so, in milliseconds.
  const PATIENCE = 2000;

  const WORDS = {
    zh: {
      panel: '内容里的问题',
      kept: '网页停在出错以前的样子，改好后自动更新。',
      none: '网页还没有生成，改好后自动出现。',
      warned: '有警告也能发布，请逐条看一看。',
      more: (n) => `还有${n}个，见终端。`,
      close: '收起',
      internal: '内部预览',
      stopped: '预览已停止',
      errors: (n) => `${n}个错误`,
      warnings: (n) => `${n}个警告`,
    },
    en: {
      panel: 'Problems in the content',
      kept: 'The page is as it was before the errors; it is updated when they are put right.',
      none: 'There are no pages yet; they appear when the errors are put right.',
      warned: 'Warnings do not stop a build; please look at each.',
      more: (n) => `${n} more: see the terminal.`,
      close: 'Close',
      internal: 'Internal preview',
      stopped: 'The preview has stopped',
      errors: (n) => `${n} error${n === 1 ? '' : 's'}`,
      warnings: (n) => `${n} warning${n === 1 ? '' : 's'}`,
    },
  };

  const STYLE = `
    :host { all: initial; color-scheme: light dark; --paper: light-dark(#fff, #0f1719); --paper-2: light-dark(#f3f6f6, #172225);
      --ink: light-dark(#162226, #e4eaea); --ink-2: light-dark(#45555b, #b3c0c3); --rule: light-dark(#808e96, #6d7d82);
      --bad: light-dark(#a8431a, #f0a077); --bad-tint: light-dark(#f9e9e1, #3a2318); --main: light-dark(#0b5563, #80c4cd);
      --main-tint: light-dark(#e2eff0, #15323a); }
    @media print { :host { display: none; } }
    * { box-sizing: border-box; margin: 0; }
    [hidden] { display: none !important; }
    :host, button { font: 400 15px/1.6 "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Source Han Sans SC", "Noto Sans CJK SC",
      "Noto Sans SC", "Microsoft YaHei", sans-serif; color: var(--ink); }
    button { padding: 4px 12px; border: 1px solid var(--rule); border-radius: 2px; background: var(--paper); cursor: pointer; }
    button:hover { text-decoration: underline; }
    :focus-visible { outline: 3px solid var(--bad); outline-offset: 2px; }
    .corner { position: fixed; z-index: 2147483646; right: 16px; bottom: 16px; display: flex; gap: 8px; }
    .corner > * { padding: 4px 12px; border: 1px solid var(--rule); border-radius: 2px; background: var(--paper); font-weight: 700; }
    .corner .bad { border-color: var(--bad); background: var(--bad-tint); color: var(--bad); }
    .corner .internal { color: var(--ink);
      background: repeating-linear-gradient(135deg, var(--paper) 0 4px, var(--paper-2) 4px 8px); }
    .panel { position: fixed; z-index: 2147483647; inset: auto 0 0; max-height: 50vh; max-height: 50dvh; display: flex; flex-direction: column;
      border-top: 3px solid var(--bad); background: var(--paper); }
    .panel.warned { border-color: var(--ink); }
    .panel > * { width: 100%; max-width: 1268px; margin-inline: auto; padding-inline: 40px; }
    header { display: flex; align-items: baseline; gap: 4px 16px; flex-wrap: wrap; padding-block: 10px; }
    h2 { font-size: 18px; line-height: 1.5; }
    header p { flex: 1 1 20em; color: var(--ink-2); }
    .list { flex: 1; overflow: auto; overscroll-behavior: contain; padding-bottom: 16px; }
    ul { padding: 0; list-style: none; }
    li { padding-block: 12px; border-top: 1px solid light-dark(#d3dcdd, #2b393d); }
    h3 { font-size: 16px; line-height: 1.6; overflow-wrap: anywhere; }
    .tag { display: inline-block; margin-inline-end: 8px; padding: 0 8px; border-radius: 2px; font-size: 13px; background: var(--main-tint); color: var(--main); }
    .error .tag { background: var(--bad-tint); color: var(--bad); }
    .place { color: var(--ink-2); font-size: 14px; overflow-wrap: anywhere; }
    .place code { margin-inline-start: 1em; }
    code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; font-size: 14px; }
    pre { margin-block: 6px; padding: 8px 12px; background: var(--paper-2); line-height: 1.8; white-space: pre-wrap; overflow-wrap: anywhere; }
    .line { display: block; padding-inline-start: 3em; text-indent: -3em; }
    .number { display: inline-block; width: 3em; padding-inline-end: 1em; text-align: end; text-indent: 0; color: var(--ink-2); user-select: none; }
    mark { background: var(--main-tint); color: inherit; border-bottom: 2px solid var(--main); font-weight: 700; }
    .error mark { background: var(--bad-tint); border-color: var(--bad); }
    mark:empty::after { content: "‸"; color: var(--bad); }
    .help::before { content: "→ " / ""; color: var(--ink-2); }
    @media (max-width: 47.5em) {
      .panel { max-height: 60vh; max-height: 60dvh; }
      .panel > * { padding-inline: 16px; }
      header p { order: 1; flex-basis: 100%; }
      .close { margin-inline-start: auto; }
      .line { padding-inline-start: 2.5em; text-indent: -2.5em; }
      .number { width: 2.5em; padding-inline-end: .75em; }
    }
    .alone { max-height: none; top: 0; }
    .alone .close { display: none; }
    @media (forced-colors: active) { mark { border-bottom: 2px solid; } }
  `;

  const { page, styles } = document.currentScript.dataset;
  const shown = { page, styles };
  const view = build();
  connect();
  restore();

  // The worker listens while the page can be seen: a browser opens only so many connections to one server.
  function connect() {
    const worker = new Worker(document.currentScript.src);
    const follow = () => worker.postMessage(document.visibilityState === 'visible' ? location.pathname : null);
    let silence;
    const say = {
      page: update,
      problems: (told) => view.show(told),
      open() {
        clearTimeout(silence);
        silence = undefined;
        view.stopped(false);
      },
      lost() {
        silence ??= setTimeout(() => view.stopped(true), PATIENCE);
      },
    };
    worker.onmessage = ({ data: { kind, told } }) => say[kind](told);
    document.addEventListener('visibilitychange', follow);
    addEventListener('pagehide', () => worker.postMessage(null));
    addEventListener('pageshow', ({ persisted }) => persisted && follow());
    follow();
  }

  // Brings the page to how it should look: all of it, or its style sheets alone.
  function update(now) {
    if (now.page !== shown.page) {
      keep();
      location.reload();
    } else if (now.styles !== shown.styles) {
      shown.styles = now.styles;
      for (const link of document.querySelectorAll('link[rel="stylesheet"]:not([data-former])')) swap(link, now.styles);
    }
  }

  // The former sheet holds until the new one is there, so that the page never stands without one.
  function swap(link, version) {
    const next = link.cloneNode();
    const address = new URL(link.href);
    address.search = `?${version}`;
    next.href = address.href;
    link.dataset.former = '';
    next.onload = next.onerror = () => link.remove();
    link.after(next);
  }

  // Remembers where the reader is: what stands at the top of the window, what is open, typed and focused.
  function keep() {
    const heads = [...document.querySelectorAll('main [id]')].filter((head) => head.getClientRects().length);
    const head = heads.findLast((head) => head.getBoundingClientRect().top <= 90);
    const place = {
      path: location.pathname,
      x: scrollX,
      y: scrollY,
      head: head && { id: head.id, top: head.getBoundingClientRect().top },
      folds: folds().map(([key, fold]) => [key, fold.open]),
      fields: fields().map((field) => field.value),
      focus: focusPath(),
    };
    history.scrollRestoration = 'manual';
    store(PLACE, JSON.stringify(place));
  }

  function restore() {
    const kept = stored(PLACE);
    store(PLACE, null);
    const place = kept && JSON.parse(kept);
    if (place?.path !== location.pathname) return;
    const open = new Map(place.folds);
    for (const [key, fold] of folds()) if (open.has(key)) fold.open = open.get(key);
    const now = fields();
    if (now.length === place.fields.length) now.forEach((field, at) => type(field, place.fields[at]));
    follow(place.focus)?.focus({ preventScroll: true });
    scroll(place);
    // Pictures may have moved it; but who has scrolled since stays there.
    const y = scrollY;
    addEventListener('load', () => {
      if (Math.abs(scrollY - y) < 2) scroll(place);
      history.scrollRestoration = 'auto';
    });
  }

  function scroll({ x, y, head }) {
    const now = head && document.getElementById(head.id);
    scrollTo({ left: x, top: now ? scrollY + now.getBoundingClientRect().top - head.top : y, behavior: 'instant' });
  }

  // Each fold with a key that outlives a change elsewhere: its words, and which of those with the same words it is.
  function folds() {
    const seen = new Map();
    return [...document.querySelectorAll('details')].map((fold) => {
      const words = fold.querySelector('summary')?.textContent.trim() ?? '';
      const count = seen.get(words) ?? 0;
      seen.set(words, count + 1);
      return [`${words}#${count}`, fold];
    });
  }

  function fields() {
    return [...document.querySelectorAll('input, textarea, select')];
  }

  function type(field, value) {
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  // The way to what is focused, by places among siblings.
  function focusPath() {
    const steps = [];
    for (let node = document.activeElement; node && node !== document.body; node = node.parentElement) {
      if (!document.body.contains(node)) return null;
      steps.unshift([[...node.parentElement.children].indexOf(node), node.localName]);
    }
    return steps;
  }

  function follow(steps) {
    if (!steps?.length) return null;
    return steps.reduce((node, [at, name]) => {
      const next = node?.children[at];
      return next?.localName === name ? next : null;
    }, document.body);
  }

  // A page may be kept from storing things: then it forgets.
  function store(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, value);
    } catch {}
  }

  function stored(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  // The corner with its marks, and the panel that it opens. Both stand outside the page's body and styles.
  function build() {
    const host = document.createElement('nianbao-preview');
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const corner = make('div', { className: 'corner' });
    const internal = make('span', { className: 'internal', hidden: true });
    const stopped = make('span', { className: 'bad', hidden: true });
    const badge = make('button', { className: 'badge', type: 'button', hidden: true });
    badge.setAttribute('aria-expanded', 'false');
    corner.append(internal, stopped, badge);
    corner.setAttribute('role', 'status');
    const panel = make('section', { className: 'panel', hidden: true, tabIndex: -1 });
    panel.setAttribute('role', 'dialog');
    root.append(corner, panel);
    document.documentElement.append(host);
    let words = WORDS[document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'];
    let key;

    function open(isOpen) {
      const hadFocus = panel.contains(root.activeElement);
      panel.hidden = !isOpen;
      badge.setAttribute('aria-expanded', String(isOpen));
      if (!isOpen && hadFocus) badge.focus();
    }

    function close() {
      store(CLOSED, key);
      open(false);
    }

    badge.onclick = () => {
      store(CLOSED, null);
      open(panel.hidden);
      if (panel.hidden) close();
      else panel.focus();
    };
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !panel.hidden && !panel.classList.contains('alone')) close();
    });

    return {
      stopped(isStopped) {
        stopped.textContent = words.stopped;
        stopped.hidden = !isStopped;
      },
      show(told) {
        words = WORDS[told.tongue];
        const { errors, warnings } = told;
        key = JSON.stringify(told.problems);
        internal.textContent = words.internal;
        internal.hidden = !told.internal;
        badge.hidden = !errors && !warnings;
        badge.classList.toggle('bad', errors > 0);
        badge.textContent = errors ? words.errors(errors) : words.warnings(warnings);
        const isRead = !panel.hidden && panel.classList.contains('warned');
        const hadFocus = panel.contains(root.activeElement);
        panel.className = `panel${errors ? '' : ' warned'}${told.has_pages ? '' : ' alone'}`;
        fill(panel, told, words, close);
        const isClosed = stored(CLOSED) === key;
        if (!told.has_pages) open(true);
        else if (badge.hidden) open(false);
        // Errors open it, unless these were closed; warnings leave it to who is reading them.
        else open(errors > 0 ? !isClosed : isRead);
        if (hadFocus && !panel.hidden) panel.focus();
      },
    };
  }

  // Lists the problems in the panel as the terminal does.
  function fill(panel, told, words, close) {
    const header = make('header');
    const title = make('h2', { textContent: told.count });
    panel.setAttribute('aria-label', words.panel);
    const says = told.has_pages ? (told.errors ? words.kept : words.warned) : words.none;
    const button = make('button', { className: 'close', type: 'button', textContent: words.close, onclick: close });
    header.append(title, make('p', { textContent: says }), button);
    const list = make('ul');
    list.append(...told.problems.map(item));
    const box = make('div', { className: 'list', tabIndex: 0 });
    const place = panel.querySelector('.list')?.scrollTop ?? 0;
    box.append(list);
    if (told.more) box.append(make('p', { textContent: words.more(told.more) }));
    panel.replaceChildren(header, box);
    box.scrollTop = place;
  }

  function item({ severity, label, code, message, place, excerpt, help }) {
    const item = make('li', { className: severity });
    const head = make('h3');
    head.append(make('span', { className: 'tag', textContent: label }), message);
    const where = make('p', { className: 'place', textContent: place });
    where.append(make('code', { textContent: code }));
    item.append(head, where);
    if (excerpt.length) {
      const text = make('pre');
      text.append(...excerpt.map(line));
      item.append(text);
    }
    if (help) item.append(make('p', { className: 'help', textContent: help }));
    return item;
  }

  function line({ number, before, marked, after }) {
    const line = make('span', { className: 'line' });
    line.append(
      make('span', { className: 'number', textContent: number }),
      before,
      make('mark', { textContent: marked }),
      after,
    );
    return line;
  }

  function make(name, properties = {}) {
    return Object.assign(document.createElement(name), properties);
  }

  // As a worker: listens to the server for the page that it is told, and hands on what it says.
  function listen() {
    let source;
    let again;

    self.onmessage = ({ data: page }) => {
      clearTimeout(again);
      source?.close();
      source = undefined;
      if (page !== null) begin(page);
    };

    function begin(page) {
      source = new EventSource(`events?page=${encodeURIComponent(page)}`);
      source.onopen = () => self.postMessage({ kind: 'open' });
      source.onerror = () => {
        self.postMessage({ kind: 'lost' });
        // The browser asks again by itself, unless something else answered.
        if (source.readyState === EventSource.CLOSED) again = setTimeout(begin, 1000, page);
      };
      for (const kind of ['page', 'problems']) {
        source.addEventListener(kind, ({ data }) => self.postMessage({ kind, told: JSON.parse(data) }));
      }
    }
  }
})();
