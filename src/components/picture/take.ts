import { linkStrings as strings } from '../../strings/en/link.ts';
import { handOver } from '../files/hand-over.ts';

/** What a reader takes home. */
export type Taken = 'link' | 'svg' | 'png';

/** Twice as large as the drawing, so that it stays sharp. */
const SHARP = 2;
/** The most pixels that every browser has room for on one canvas. */
const MOST_PIXELS = 16_000_000;

/** Where a widget's link and picture come from. */
export interface Source {
  /** The address of the present state. */
  readonly link: () => string;
  /** What the files are called. */
  readonly name: string;
  /** The picture as an SVG file. */
  readonly picture: () => string;
}

/** Copies the link or hands over the picture, and says what came of it where that is not seen. */
export async function take(what: Taken, { link, name, picture }: Source): Promise<string> {
  if (what === 'link') return copy(link());
  const svg = picture();
  const file = what === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await rasterize(svg);
  handOver(`${name}.${what}`, file);
  return '';
}

async function copy(link: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(link);
    return strings.copied;
  } catch {
    return strings.copyFailed;
  }
}

async function rasterize(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(SHARP, Math.sqrt(MOST_PIXELS / (image.width * image.height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(scale * image.width);
  canvas.height = Math.floor(scale * image.height);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('take: the browser made no PNG');
  return blob;
}
