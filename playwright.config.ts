import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { createServer, type AddressInfo } from 'node:net';
import { browserArgs, findBrowser } from './scripts/find-browser.mjs';
import { dist, subFolderBase, subFolderDist } from './scripts/lib/paths.mjs';

// Playwright loads this file in each of its processes: the first one chooses the ports.
const port = (process.env.SITE_PORT ??= String(await freePort()));
const subFolderPort = (process.env.SUB_FOLDER_PORT ??= String(await freePort()));

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => {
        resolve(free);
      });
    });
  });
}

type Server = Exclude<PlaywrightTestConfig['webServer'], unknown[] | undefined>;

function serve(folder: string, at: string, base: string): Server {
  return {
    command: `"${process.execPath}" scripts/serve.mjs`,
    env: { SITE_DIST: folder, PORT: at, SITE_BASE: base },
    url: `http://127.0.0.1:${at}${base}`,
    stdout: 'ignore',
    reuseExistingServer: false,
  };
}

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  // Two shared cores: more workers would only make each slower.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  // About one page in a thousand never gets its next frame from a browser without a screen. A second
  // try starts a new browser, and the list then calls the test flaky: read it.
  retries: 1,
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: findBrowser(), args: browserArgs },
  },
  projects: [
    { name: 'chromium', use: { baseURL: `http://127.0.0.1:${port}/` } },
    {
      name: 'sub-folder',
      testMatch: /site[\w-]*\.spec\.ts/,
      grep: /@sub-folder/,
      use: { baseURL: `http://127.0.0.1:${subFolderPort}${subFolderBase}/` },
    },
  ],
  webServer: [serve(dist, port, '/'), serve(subFolderDist, subFolderPort, `${subFolderBase}/`)],
});
