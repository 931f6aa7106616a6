/** Fetches the editor before it is asked for. A failure says nothing: the next try will. */
export async function preload(): Promise<void> {
  await import('./mount.ts').catch(() => undefined);
}
