/**
 * A rule of a `_headers` file.
 * @typedef {object} Rule
 * @property {RegExp} path
 * @property {[name: string, value: string][]} headers
 */

/**
 * Reads a `_headers` file in the format that Cloudflare Pages and Netlify share: a path, where
 * `*` stands for anything, and below it indented `Name: value` lines.
 * @param {string} text
 * @returns {Rule[]}
 */
export function parseHeaders(text) {
  /** @type {Rule[]} */
  const rules = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(#|$)/.test(line)) continue;
    const header = /^\s+([\w-]+):\s*(.+?)\s*$/.exec(line);
    if (!header) rules.push({ path: pathPattern(line.trim()), headers: [] });
    else rules.at(-1)?.headers.push([header[1] ?? '', header[2] ?? '']);
  }
  return rules;
}

/**
 * The headers of every rule that fits a path. No header may be in two of them: hosts would join
 * the values.
 * @param {Rule[]} rules
 * @param {string} path
 * @returns {Map<string, string>}
 */
export function headersFor(rules, path) {
  const fitting = rules.filter((rule) => rule.path.test(path));
  return new Map(fitting.flatMap(({ headers }) => headers));
}

/** @param {string} path */
function pathPattern(path) {
  const parts = path.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
