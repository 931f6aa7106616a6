import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * WebKitGTK, spoken to by WebDriver (https://www.w3.org/TR/webdriver2/). It needs a screen, so it
 * gets a virtual one.
 * @param {string} program
 * @returns {Promise<import('./browser.d.ts').Browser>}
 */
export async function startWebKit(program) {
  const port = await freePort();
  const args = ['-a', program, `--port=${port}`];
  const process = spawn('xvfb-run', args, { stdio: 'ignore', detached: true });
  const send = await connect(`http://127.0.0.1:${port}`);
  const { sessionId, capabilities } = await send('POST', '/session', {
    capabilities: { alwaysMatch: { timeouts: { script: 60_000, pageLoad: 60_000 } } },
  });
  const session = `/session/${sessionId}`;
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    goto: (url) => send('POST', `${session}/url`, { url }),
    async evaluate(source, ...values) {
      const script = `const done = arguments[arguments.length - 1];
        (${source})(...[...arguments].slice(0, -1))
          .then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) }));`;
      const answer = await send('POST', `${session}/execute/async`, { script, args: values });
      if (answer.error) throw new Error(answer.error);
      return answer.value;
    },
    async close() {
      await send('DELETE', session);
      // The screen, the driver and the browser are one group.
      if (process.pid) globalThis.process.kill(-process.pid);
    },
  };
}

/**
 * @param {string} address
 * @returns {Promise<(method: string, path: string, body?: object) => Promise<any>>}
 */
async function connect(address) {
  for (let tries = 0; tries < 100; tries += 1) {
    const status = await fetch(`${address}/status`).catch(() => undefined);
    if (status?.ok) break;
    await sleep(100);
  }
  return async (method, path, body) => {
    const init = body ? { method, body: JSON.stringify(body) } : { method };
    const { value } = /** @type {any} */ (await (await fetch(address + path, init)).json());
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(address.port));
    });
  });
}
