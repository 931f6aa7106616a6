import { handOver } from '../files/hand-over.ts';
import { readerLog } from '../../reader/browser/own-log.ts';
import { writeFile } from '../../reader/file.ts';

/** Hands a text to the reader as a file. */
export function download(name: string, text: string, type: string): void {
  handOver(name, new Blob([text], { type }));
}

/** Hands out everything as the file of docs/reader-data.md. */
export async function exportAll(): Promise<void> {
  const log = await readerLog();
  const now = Date.now();
  const day = new Date(now).toISOString().slice(0, 10);
  download(`from-attention-to-sora-${day}.json`, writeFile(log.events, now), 'application/json');
}
