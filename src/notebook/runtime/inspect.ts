const MOST_ITEMS = 100;
const MOST_CHARACTERS = 20_000;
const DEEPEST = 4;

/** A value as text, as a console shows it: at most some items, some levels, some characters. */
export function inspect(value: unknown): string {
  return print(value, { depth: 0, budget: { left: MOST_CHARACTERS }, parents: [] });
}

interface Where {
  readonly depth: number;
  readonly budget: { left: number };
  readonly parents: readonly object[];
}

function print(value: unknown, where: Where): string {
  if (where.budget.left <= 0) return '…';
  const text = typeof value === 'object' && value ? printObject(value, where) : printPlain(value);
  where.budget.left -= text.length;
  return text;
}

function printPlain(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, MOST_CHARACTERS));
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`;
  if (typeof value === 'bigint') return `${String(value)}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}

function printObject(value: object, where: Where): string {
  if (where.parents.includes(value)) return '(itself)';
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date || value instanceof RegExp) return String(value);
  if (isTensor(value)) return (value as Printable).toString();
  if (where.depth >= DEEPEST) return Array.isArray(value) ? '[…]' : '{…}';
  const inner = { ...where, depth: where.depth + 1, parents: [...where.parents, value] };
  if (value instanceof Map) return `Map ${list('{', value, printPair(inner), '}', value.size)}`;
  if (value instanceof Set)
    return `Set ${list('{', value, (v) => print(v, inner), '}', value.size)}`;
  if (isList(value)) return list('[', value, (v) => print(v, inner), ']', value.length);
  return printFields(value, inner);
}

interface Printable {
  readonly toString: () => string;
}

/** A tensor prints itself well; tfjs is not needed to know one. */
function isTensor(value: object): boolean {
  return 'dataId' in value && 'shape' in value && 'dtype' in value;
}

function isList(value: object): value is ArrayLike<unknown> & Iterable<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function printPair(where: Where): (pair: readonly [unknown, unknown]) => string {
  return ([key, value]) => `${print(key, where)} => ${print(value, where)}`;
}

function printFields(value: object, where: Where): string {
  const { constructor } = value as { readonly constructor?: unknown };
  const name = typeof constructor === 'function' ? constructor.name : '';
  const head = name === 'Object' || name === '' ? '' : `${name} `;
  const keys = Object.keys(value);
  const field = (key: string): string => `${key}: ${print(Reflect.get(value, key), where)}`;
  return head + list('{', keys, field, '}', keys.length);
}

function list<T>(
  open: string,
  items: Iterable<T>,
  text: (item: T) => string,
  end: string,
  size: number,
): string {
  const parts: string[] = [];
  for (const item of items) {
    if (parts.length === MOST_ITEMS) {
      parts.push(`… ${String(size - MOST_ITEMS)} more`);
      break;
    }
    parts.push(text(item));
  }
  const pad = open === '{' && parts.length > 0 ? ' ' : '';
  return `${open}${pad}${parts.join(', ')}${pad}${end}`;
}
