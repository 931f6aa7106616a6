/**
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {number} pid
 * @property {number} tid
 * @property {number} [dur] microseconds
 * @property {{ name?: string }} [args]
 */

/**
 * The longest task of the page's main thread while something is done, in milliseconds.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} act
 * @returns {Promise<number>}
 */
export async function longestTask(page, act) {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser to trace');
  const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];
  await browser.startTracing(page, { categories });
  await act();
  const trace = await browser.stopTracing();
  const { traceEvents } = /** @type {{ traceEvents: TraceEvent[] }} */ (
    JSON.parse(trace.toString('utf8'))
  );
  const tasks = tasksOfMainThreads(traceEvents);
  if (tasks.length === 0) throw new Error('the trace has no tasks');
  return Math.max(...tasks);
}

/**
 * @param {TraceEvent[]} events
 * @returns {number[]} milliseconds each
 */
function tasksOfMainThreads(events) {
  const mainThreads = new Set(
    events.filter(({ args }) => args?.name === 'CrRendererMain').map(threadOf),
  );
  return events
    .filter((event) => event.name === 'RunTask' && mainThreads.has(threadOf(event)))
    .map(({ dur = 0 }) => dur / 1000);
}

/** @param {TraceEvent} event */
function threadOf({ pid, tid }) {
  return `${pid}:${tid}`;
}
