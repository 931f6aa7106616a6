/** What a list of questions is narrowed to; a name that is missing means all. */
export type Filter = Readonly<Partial<Record<FilterName, string>>>;

export const FILTER_NAMES = ['topic', 'level', 'kind'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** Reads a fragment such as `#topic=video&level=senior`. Unknown names are left out. */
export function readFilter(fragment: string): Filter {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const entries = FILTER_NAMES.flatMap((name) => {
    const value = given.get(name);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The fragment of a filter with one name set, or freed if there is no value. */
export function writeFilter(filter: Filter, name: FilterName, value: string | undefined): string {
  const next = { ...filter, [name]: value };
  const entries = FILTER_NAMES.flatMap((key) => {
    const chosen = next[key];
    return chosen ? [[key, chosen]] : [];
  });
  return `#${new URLSearchParams(entries).toString()}`;
}

/** Whether something with these marks is to be shown. */
export function fitsFilter(filter: Filter, marks: Filter): boolean {
  return FILTER_NAMES.every((name) => filter[name] === undefined || filter[name] === marks[name]);
}
