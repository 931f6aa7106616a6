/**
 * Runs a program in the first cell of a lesson and returns its output and how it ended. Runs in the
 * page, so it has to carry everything that it uses.
 * @param {string} code
 * @param {string} [stopAfter] milliseconds until Stop is pressed
 */
export async function runInCell(code, stopAfter = '') {
  /**
   * @template T
   * @param {() => T | null | undefined | false} look
   * @returns {Promise<T>}
   */
  const until = async (look, what = String(look)) => {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = look();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited 40 s for ${what}`);
  };
  const cell = /** @type {HTMLElement} */ (document.querySelector('section[data-cell]'));
  /** @param {string} name */
  const button = (name) =>
    [...cell.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name);
  const status = () => [...cell.querySelectorAll('[role=status]')].at(-1)?.textContent.trim() ?? '';

  cell.scrollIntoView();
  await until(() => button('Run') ?? button('Edit'));
  button('Edit')?.click();
  // The editor lives in a shadow root. Its own way from element to view would be one more import.
  const editor = await until(() =>
    [...cell.querySelectorAll('*')]
      .map(({ shadowRoot }) => shadowRoot?.querySelector('.cm-content'))
      .find(Boolean),
  );
  const { view } = /** @type {any} */ (editor).cmTile.root;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } });
  await until(() => button('Run')?.getAttribute('aria-disabled') === 'false');
  const before = status();
  button('Run')?.click();
  await until(() => status() !== before || /Running/.test(status()));
  if (stopAfter) {
    await new Promise((resolve) => setTimeout(resolve, Number(stopAfter)));
    button('Stop')?.click();
  }
  const ended = await until(
    () => /Finished|Ended|Stopped|ended|did not/.test(status()) && status(),
    'the end',
  );
  const output = cell.querySelector('[role=group][aria-label=Output]')?.textContent ?? '';
  return { output, ended };
}

/** Scrolls through the page and says which widgets did not wake, and what went wrong meanwhile. */
export async function visitPage() {
  /** @type {string[]} */
  const problems = [];
  addEventListener('error', ({ message }) => problems.push(message));
  addEventListener('unhandledrejection', ({ reason }) => problems.push(String(reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    problems.push(`policy: ${violatedDirective} blocked ${blockedURI}`),
  );
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: 'instant' });
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  // A busy browser can scroll past a widget before it looks for what is in view. Nobody reads that fast.
  for (let tries = 0; tries < 200; tries += 1) {
    const widget = document.querySelector('astro-island[ssr]');
    if (!widget) break;
    widget.firstElementChild?.scrollIntoView({ block: 'center', behavior: 'instant' });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const asleep = document.querySelectorAll('astro-island[ssr]').length;
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return { asleep, wide, problems };
}
