/** How long the browser may take to begin a download, in milliseconds: Safari starts it later. */
const PATIENCE = 60_000;

/** Hands a file to the browser's downloads. */
export function handOver(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE);
}
