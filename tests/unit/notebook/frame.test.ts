import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const html = readFileSync('src/notebook/sandbox/frame.html', 'utf8');

test("the frame's policy allows its own script and blob workers, and nothing else", () => {
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(html) ?? [];
  const hash = createHash('sha256').update(script).digest('base64');
  const [, policy] = /content="([^"]*)"/.exec(html) ?? [];
  expect(policy).toBe(
    `default-src 'none'; script-src 'sha256-${hash}' 'wasm-unsafe-eval'; worker-src blob:`,
  );
});
