import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { browserArgs, findBrowser } from '../../scripts/find-browser.mjs';
import { serveSite } from '../../scripts/lib/server.mjs';

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./page.ts').Backend} Backend */

/**
 * Opens the page of `build.mjs` in a browser of its own, so that what it needs at most is its own.
 * @param {string} folder
 * @param {Backend} backend
 * @param {(page: Page, browser: Browser) => Promise<void>} use
 */
export async function withBenchPage(folder, backend, use) {
  const site = await serveSite({ dist: folder });
  const args = browserArgs.filter((arg) => backend === 'wasm' || arg !== '--disable-gpu');
  const browser = await chromium.launch({ executablePath: findBrowser(), args });
  try {
    const page = await browser.newPage();
    await page.goto(site.address, { waitUntil: 'networkidle' });
    await use(page, browser);
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * What draws for WebGL: undefined if there is no GPU, but a program that does its work.
 * @param {Page} page
 * @returns {Promise<string | undefined>}
 */
export async function findGpu(page) {
  const name = await page.evaluate(() => {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    return info ? String(gl?.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
  });
  return name === '' || /swiftshader|llvmpipe|software/i.test(name) ? undefined : name;
}

/**
 * The most memory that the page's process has had, in bytes. Only Linux tells.
 * @param {Browser} browser
 * @returns {Promise<number | undefined>}
 */
export async function peakMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => peakOf(`/proc/${id}/status`));
  const known = peaks.filter((peak) => peak !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** @param {string} file of a process, in Linux's form */
function peakOf(file) {
  if (!existsSync(file)) return undefined;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8')) ?? [];
  return kilobytes === undefined ? undefined : 1024 * Number(kilobytes);
}
