import { kinds, labPaths } from './labs.mjs';
import { openSite } from './open-site.mjs';

/** @typedef {import('./labs.mjs').Kind} Kind */
/** @typedef {import('./measure-bytes.mjs').Weight} Weight */
/** @typedef {import('./open-site.mjs').OpenSite} OpenSite */
/** @typedef {import('./open-site.mjs').Sent} Sent */

/**
 * The JavaScript that each lab has for itself: what its page fetches until something was computed,
 * without what every lab of its kind fetches. That is framework, engine and frame.
 * @returns {Promise<Weight[]>}
 */
export async function weighLabs() {
  const site = await openSite();
  try {
    /** @type {Weight[]} */
    const weights = [];
    // One kind is one lab alone: it is held against those with the most in common.
    /** @type {Fetched[]} */
    let others = [];
    for (const kind of kinds) {
      const fetched = await fetchAll(site, kind);
      const shared = fetched.length > 1 ? fetched : others;
      weights.push(...fetched.map((one) => ownOf(one, shared)));
      if (others.length === 0) others = fetched;
    }
    return weights;
  } finally {
    await site.close();
  }
}

/** @typedef {{ path: string, files: Sent[] }} Fetched */

/**
 * @param {OpenSite} site
 * @param {Kind} kind
 */
async function fetchAll(site, kind) {
  /** @type {Fetched[]} */
  const fetched = [];
  for (const path of await labPaths(kind)) {
    const before = site.sent.length;
    await site.visit(path, async (page) => {
      const lab = await kind.wake(page);
      const [first = '', second = first] = await kind.states(lab);
      await kind.show(lab, second);
      await kind.show(lab, first);
    });
    fetched.push({ path, files: scriptsOf(site.sent.slice(before)) });
  }
  return fetched;
}

/**
 * @param {Fetched} one
 * @param {readonly Fetched[]} all
 * @returns {Weight}
 */
function ownOf({ path, files }, all) {
  const own = files.filter((file) => !all.every((other) => has(other.files, file)));
  const bytes = own.reduce((sum, file) => sum + file.bytes, 0);
  return { name: `/${path}: its own scripts`, files: own, bytes };
}

/** @param {readonly Sent[]} files */
function scriptsOf(files) {
  const scripts = files.filter(({ path }) => path.endsWith('.js'));
  return [...new Map(scripts.map((file) => [file.path, file])).values()];
}

/**
 * @param {readonly Sent[]} files
 * @param {Sent} wanted
 */
function has(files, wanted) {
  return files.some(({ path }) => path === wanted.path);
}
