/** A card for Anki: two sides in HTML. */
export interface AnkiNote {
  /** What tells it from others: Anki updates a note of the same id. */
  readonly id: string;
  readonly front: string;
  readonly back: string;
  readonly tags: readonly string[];
}

/** The text file that Anki imports (File, Import), with the headers of its manual. */
export function ankiFile(notes: readonly AnkiNote[]): string {
  const head = [
    '#separator:tab',
    '#html:true',
    '#guid column:1',
    '#columns:guid\tFront\tBack\tTags',
    '#tags column:4',
  ];
  const rows = notes.map(({ id, front, back, tags }) =>
    [id, front, back, tags.map((tag) => tag.replaceAll(/\s+/g, '-')).join(' ')]
      .map(field)
      .join('\t'),
  );
  return [...head, ...rows, ''].join('\n');
}

/** A field of the file: quoted where a tab, a line or a quote is in it. */
function field(text: string): string {
  return /[\t\n\r"]|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
