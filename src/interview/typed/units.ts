const THOUSANDS = ['', 'k', 'm', 'g', 't', 'p'];
const WORDS: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};

/**
 * How many times a word after a number counts: `k` 1e3, `GiB` 2³⁰, `%` 0.01; nothing if the word
 * is unknown, or is none where `wanted` is counted. Upper and lower case are the same.
 *
 * @param wanted what the question counts: `bytes` takes `MB` and `KiB`, where `B` is a byte;
 * elsewhere `B` is a billion. For `%` a percent sign changes nothing.
 */
export function factorOf(word: string, wanted: string | undefined): number | undefined {
  const unit = word.toLowerCase();
  if (unit === '%') return wanted === '%' ? 1 : 0.01;
  if (wanted !== undefined && isWordFor(unit, wanted.toLowerCase())) return 1;
  return wanted === 'bytes' ? (bytesOf(unit) ?? countOf(unit)) : countOf(unit);
}

/** `token` and `tokens` are words for tokens. */
function isWordFor(unit: string, wanted: string): boolean {
  return unit === wanted || `${unit}s` === wanted;
}

function bytesOf(unit: string): number | undefined {
  const [, prefix = '', binary = ''] = /^([kmgtp]?)(i?)b$/.exec(unit) ?? [];
  if (!unit.endsWith('b') || (binary && !prefix)) return undefined;
  const power = THOUSANDS.indexOf(prefix);
  return binary ? 1024 ** power : 1000 ** power;
}

function countOf(unit: string): number | undefined {
  if (unit in WORDS) return WORDS[unit];
  if (unit === 'b' || unit === 'bn') return 1e9;
  const power = THOUSANDS.indexOf(unit);
  return power > 0 ? 1000 ** power : undefined;
}
