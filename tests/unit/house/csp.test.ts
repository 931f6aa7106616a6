import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withPolicy } from '../../../scripts/csp.mjs';

const hash = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const page = (head: string, body = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

test('the policy follows the character set and allows what is inline, by hash', () => {
  const text = withPolicy(page('<script>first()</script><style>a{}</style>'));
  expect(text).toMatch(/<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/);
  expect(text).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash('first()')};`);
  expect(text).toContain(`style-src 'self' ${hash('a{}')};`);
});

test('scripts inside templates count; files and data do not', () => {
  const body =
    '<template><script>later()</script></template>' +
    '<script src="/x.js"></script><script type="application/ld+json">{}</script>';
  const text = withPolicy(page('', body));
  expect(text).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash('later()')};`);
});

test("the sandbox's hashes are added once", () => {
  const text = withPolicy(page('<script>a()</script>'), [hash('a()'), hash('b()')]);
  expect(text).toContain(`'wasm-unsafe-eval' ${hash('a()')} ${hash('b()')};`);
});

test('a page that runs something before its policy is refused', () => {
  expect(() => withPolicy('<script>a()</script><meta charset="utf-8">')).toThrow('charset');
  expect(() => withPolicy('<p>no head')).toThrow('charset');
});
