import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { openSite } from '../scripts/lib/open-site.mjs';
import { lesson } from './bytes.mjs';
import { median } from './statistics.mjs';

const runs = 3;
const categories = {
  performance: '≥ 95',
  accessibility: '100',
  'best-practices': '100',
  seo: '100',
};

/** @typedef {NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']} Report */

/**
 * Lighthouse's mobile preset: a slow phone on a slow network, simulated.
 * @returns {Promise<import('./parts.mjs').Figure[]>}
 */
export async function measureLighthouse() {
  const port = await freePort();
  const site = await openSite([`--remote-debugging-port=${port}`]);
  try {
    const figures = [];
    for (const path of ['', lesson]) {
      /** @type {Report[]} */
      const reports = [];
      for (let run = 0; run < runs; run++) reports.push(await audit(site.address + path, port));
      figures.push(...summarize(`/${path}`, reports));
    }
    return figures;
  } finally {
    await site.close();
  }
}

/**
 * @param {string} address
 * @param {number} port of the browser
 * @returns {Promise<Report>}
 */
async function audit(address, port) {
  const onlyCategories = Object.keys(categories);
  const result = await lighthouse(address, { port, onlyCategories, logLevel: 'error' });
  if (!result) throw new Error(`Lighthouse has no result for ${address}`);
  return result.lhr;
}

/**
 * @param {string} path
 * @param {Report[]} reports
 * @returns {import('./parts.mjs').Figure[]}
 */
function summarize(path, reports) {
  return Object.entries(categories).map(([name, target]) => {
    const score = median(reports.map((report) => 100 * (report.categories[name]?.score ?? 0)));
    const lost = score < 100 && reports[0] ? ` (lost: ${lostAudits(reports[0], name)})` : '';
    return { what: `${path} ${name}`, value: `${score.toFixed(0)}${lost}`, target };
  });
}

/**
 * @param {Report} report
 * @param {string} category
 */
function lostAudits(report, category) {
  const weighed = report.categories[category]?.auditRefs.filter(({ weight }) => weight > 0) ?? [];
  return weighed
    .filter(({ id }) => (report.audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${id} ${report.audits[id]?.displayValue ?? ''}`.trim())
    .join(', ');
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
}
