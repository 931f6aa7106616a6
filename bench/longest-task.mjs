/**
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {number} pid
 * @property {number} tid
 * @property {number} [dur] microseconds on the clock
 * @property {number} [tdur] microseconds on the processor
 * @property {{ name?: string }} [args]
 */

/**
 * The longest task of the page's main thread while something is done, in milliseconds.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} act
 * @returns {Promise<number>}
 */
export async function longestTask(page, act) {
  return (await longestTasks(page, act)).clock;
}

/**
 * The same on the clock, and on the processor alone: there the other programs of a busy machine do not
 * count.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} act
 * @returns {Promise<{ clock: number, processor: number }>}
 */
export async function longestTasks(page, act) {
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
  const longest = (/** @type {'dur' | 'tdur'} */ of) =>
    Math.max(...tasks.map((task) => (task[of] ?? 0) / 1000));
  return { clock: longest('dur'), processor: longest('tdur') };
}

/**
 * @param {TraceEvent[]} events
 * @returns {TraceEvent[]}
 */
function tasksOfMainThreads(events) {
  const mainThreads = new Set(
    events.filter(({ args }) => args?.name === 'CrRendererMain').map(threadOf),
  );
  return events.filter((event) => event.name === 'RunTask' && mainThreads.has(threadOf(event)));
}

/** @param {TraceEvent} event */
function threadOf({ pid, tid }) {
  return `${pid}:${tid}`;
}
