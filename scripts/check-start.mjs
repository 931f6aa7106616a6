// Does `npm start` do what the README says? Runs it on a port that is taken.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { root } from './lib/paths.mjs';

const blocker = createServer().listen(0, '127.0.0.1');
await once(blocker, 'listening');
const blocked = blocker.address();
assert(blocked && typeof blocked === 'object');

const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
  cwd: root,
  // A folder of its own: the other stages' build stays as it is.
  env: { ...process.env, SITE_DIST: join(root, '.cache', 'start'), PORT: String(blocked.port) },
  stdio: ['ignore', 'pipe', 'inherit'],
});

try {
  const address = await printedAddress();
  assert.notEqual(Number(address.port), blocked.port, 'it took the next free port');
  await checkPage(address);
  await checkPacked(address);
  await checkMissing(address);
  await checkSlash(address);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  if (process.platform !== 'win32') assert.equal(code, 0, 'it stops cleanly');
  console.log('built, served beside a taken port, stopped');
} finally {
  child.kill();
  blocker.close();
}

/** @returns {Promise<URL>} */
async function printedAddress() {
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/\S+/.exec(line)?.[0];
    if (address) return new URL(address);
  }
  throw new Error('It printed no address.');
}

/** @param {URL} address */
async function checkPage(address) {
  const response = await fetch(address);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
  assert.match(response.headers.get('content-security-policy') ?? '', /frame-ancestors/);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.match(await response.text(), /From Attention to Sora/);
}

/** @param {URL} address */
async function checkPacked(address) {
  const page = await (await fetch(address)).text();
  const [script = ''] = /\/_astro\/[^"]+\.js/.exec(page) ?? [];
  const response = await fetch(new URL(script, address), { headers: { 'Accept-Encoding': 'br' } });
  assert.equal(response.headers.get('content-encoding'), 'br');
  assert.match(response.headers.get('cache-control') ?? '', /immutable/);
}

/** @param {URL} address */
async function checkMissing(address) {
  const missing = await fetch(new URL('no/such/page/', address));
  assert.equal(missing.status, 404);
  assert.match(await missing.text(), /From Attention to Sora/);
  const outside = await fetch(new URL('..%2f..%2fpackage.json', address));
  assert.equal(outside.status, 404);
}

/** @param {URL} address */
async function checkSlash(address) {
  const lesson = new URL('start/how-this-course-works', address);
  const response = await fetch(lesson, { redirect: 'manual' });
  assert.equal(response.status, 308);
  assert.equal(response.headers.get('location'), `${lesson.pathname}/`);
}
