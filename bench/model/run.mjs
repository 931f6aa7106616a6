import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { browserArgs, findBrowser } from '../../scripts/find-browser.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { serveSite } from '../../scripts/lib/server.mjs';
import { placesInNode, placesInPage } from './build.mjs';

/** @typedef {import('./contests.ts').Contest} Contest */
/** @typedef {import('./race.ts').Race} Race */
/** @typedef {(contest: Contest) => Promise<Race[]>} Runner */

/**
 * Runs contests in Node, each in a process of its own.
 * @param {string} folder
 * @returns {Runner}
 */
export function runnerInNode(folder) {
  const { tfjs, ort, jax } = placesInNode();
  const program = join(folder, 'node', 'contests.cjs');
  return (contest) => {
    const args = ['--no-warnings', program, contest, tfjs, ort, jax];
    const output = execFileSync(process.execPath, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Promise.resolve(JSON.parse(output.trim().split('\n').at(-1) ?? '[]'));
  };
}

/**
 * Runs contests in a browser, each in a page of its own.
 * @param {string} folder
 * @param {(run: Runner) => Promise<void>} use
 */
export async function withRunnerInBrowser(folder, use) {
  const { ort, jax } = placesInPage();
  const site = await serveSite({ dist: join(folder, 'page') });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs });
  try {
    await use(async (contest) => {
      const page = await browser.newPage();
      await page.goto(site.address, { waitUntil: 'networkidle' });
      const races = await page.evaluate(
        ([contest, ort, jax]) => /** @type {any} */ (globalThis).contest(contest, ort, jax),
        [contest, ort, jax],
      );
      await page.close();
      return races;
    });
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * The same training steps in PyTorch, if it is there.
 * @returns {Record<string, Record<string, number>> | undefined} milliseconds by what and threads
 */
export function runTorch() {
  const python = `${root}.venv-oracle/bin/python`;
  if (!existsSync(python)) return undefined;
  const { status, stdout } = spawnSync(python, [`${root}bench/model/torch_step.py`], {
    encoding: 'utf8',
  });
  return status === 0 ? JSON.parse(stdout) : undefined;
}
