import { handOver } from '../files/hand-over.ts';

/** A file for the reader. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** Hands a file to the browser's downloads. */
export function save({ name, type, text }: Download): void {
  handOver(name, new Blob([text], { type }));
}
