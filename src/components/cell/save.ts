/** A file for the reader. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** Hands a file to the browser's downloads. */
export function save({ name, type, text }: Download): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser has taken the file up when its own task comes to an end.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
