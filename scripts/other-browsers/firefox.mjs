import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Firefox, spoken to by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/).
 * @param {string} program
 * @returns {Promise<import('./browser.d.ts').Browser>}
 */
export async function startFirefox(program) {
  const profile = await mkdtemp(join(tmpdir(), 'firefox-'));
  const args = ['--headless', '--profile', profile, '--remote-debugging-port', '0'];
  const process = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await addressIn(process.stderr);
  const send = await connect(`${address}/session`);
  const { capabilities } = await send('session.new', { capabilities: {} });
  const { context } = await send('browsingContext.create', { type: 'tab' });
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    goto: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    async evaluate(source, ...values) {
      const { result, exceptionDetails } = await send('script.callFunction', {
        functionDeclaration: `async (...values) => JSON.stringify(await (${source})(...values))`,
        arguments: values.map((value) => ({ type: 'string', value })),
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result.value ?? 'null');
    },
    async close() {
      process.kill();
      await new Promise((resolve) => process.once('exit', resolve));
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/**
 * @param {import('node:stream').Readable} stream
 * @returns {Promise<string>}
 */
async function addressIn(stream) {
  for await (const line of createInterface({ input: stream })) {
    const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
    if (address) {
      stream.resume(); // or Firefox waits for a reader of its messages
      return address;
    }
  }
  throw new Error('Firefox ended before it said where it listens.');
}

/**
 * @param {string} address
 * @returns {Promise<(method: string, params: object) => Promise<any>>}
 */
async function connect(address) {
  const socket = new WebSocket(address);
  /** @type {Map<number, PromiseWithResolvers<any>>} */
  const waiting = new Map();
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`cannot connect to ${address}`));
  });
  socket.onmessage = ({ data }) => {
    const { id, result, error, message } = JSON.parse(data);
    const one = waiting.get(id);
    waiting.delete(id);
    if (error) one?.reject(new Error(`${error}: ${message}`));
    else one?.resolve(result);
  };
  let last = 0;
  return (method, params) => {
    const one = Promise.withResolvers();
    waiting.set((last += 1), one);
    socket.send(JSON.stringify({ id: last, method, params }));
    return one.promise;
  };
}
