/**
 * The rooms of `src/` and which of them each may import from: arrows go one way.
 * content → components → engine, notebook, interview, reader → world, model.
 * @type {Partial<Record<string, string[]>>}
 */
const arrows = {
  content: ['components', 'engine', 'notebook', 'interview', 'reader', 'world', 'model', 'strings'],
  components: ['engine', 'notebook', 'interview', 'reader', 'world', 'model', 'strings'],
  engine: ['world', 'model', 'strings'],
  notebook: ['world', 'model', 'strings'],
  interview: ['world', 'model', 'strings'],
  reader: ['world', 'model', 'strings'],
  world: [],
  model: [],
  strings: [],
};

/**
 * Files that may import no package at all, or only these. The first that fits counts.
 * @type {readonly [folder: RegExp, packages: RegExp][]}
 */
const packages = [
  [/^model\/keras\//, /^@tensorflow\/tfjs-(core|layers)(\/|$)/],
  [/^model\//, /^@tensorflow\/tfjs-core(\/|$)/],
  [/^world\//, /^$/],
  [/^strings\//, /^$/],
];

// The side that computes: it runs in workers, in Node and at build time, and carries tfjs. The
// page itself never loads it, or a lesson would cost its reader 200 KB before the first word.
const computes =
  /^(model\/|engine\/((at-build|run|worker|kernels)\.ts$|trained\/worker\/)|notebook\/runtime\/)/;
// What of the model's room is free of tfjs. tests/unit/house/graph.test.ts proves it.
const plain =
  /^model\/(steps\/|(error|letters|random)\.ts$|(\w+\/)?(config|count|cost|geometry|reach)\.ts$)/;

const tensorflow = /^@tensorflow\//;

/** An import of a file's text, of its address or as a worker runs nothing here. */
const asFile = /\?(raw|url|worker)\b/;

/**
 * Why a file may not import something.
 * @param {string} file the importing file, below `src/`
 * @param {string} source what it imports: a package, or a file below `src/` as `src/model/x.ts`
 * @param {boolean} erased whether only types are imported
 * @returns {string | undefined} nothing when it may
 */
export function refusal(file, source, erased) {
  const room = roomOf(file);
  const inside = /^src\/(.+?)(\?.*)?$/.exec(source)?.[1];
  if (inside !== undefined) {
    // A text for each of another room's codes may name their type.
    if (room === 'strings' && erased) return undefined;
    return refuseRoom(room, inside) ?? refuseCompute(file, source, inside, erased);
  }
  const allowed = packages.find(([folder]) => folder.test(file))?.[1];
  if (allowed && !allowed.test(source)) return `src/${room} may not import ${source}`;
  if (!erased && tensorflow.test(source) && !mayCompute(file)) {
    return `src/${file} is loaded by the page, which must not carry tfjs`;
  }
  return undefined;
}

/**
 * @param {string} room
 * @param {string} target
 */
function refuseRoom(room, target) {
  const other = roomOf(target);
  const known = arrows[room];
  if (!known || !arrows[other] || other === room || known.includes(other)) return undefined;
  return `src/${room} may not import from src/${other}: the arrows go the other way`;
}

/**
 * @param {string} file
 * @param {string} source
 * @param {string} target
 * @param {boolean} erased
 */
function refuseCompute(file, source, target, erased) {
  if (erased || asFile.test(source) || mayCompute(file) || !isComputeSide(target)) return undefined;
  return `src/${file} is loaded by the page: it may import only the types of src/${target}`;
}

/** @param {string} file */
function isComputeSide(file) {
  return computes.test(file) && !plain.test(file);
}

/**
 * Astro's own files run when the site is built; their scripts (`x.astro/1.ts`) run in the page.
 * @param {string} file
 */
function mayCompute(file) {
  return file.endsWith('.astro') || isComputeSide(file);
}

/** @param {string} file */
function roomOf(file) {
  return file.split('/', 1)[0] ?? '';
}
