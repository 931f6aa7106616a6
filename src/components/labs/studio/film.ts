import type { ClipSize } from '../../../world/video/index.ts';

/** How many pixels of a file show one of the clip, and how long a frame stays, in milliseconds. */
const [SCALE, FRAME] = [8, 125];
const FILM = 'video/webm';

/** Whether the browser can record a canvas. */
export function canFilm(): boolean {
  return typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported(FILM);
}

/**
 * A clip as a GIF that repeats.
 *
 * @param strip its frames side by side, as a data address
 */
export async function gifOf(strip: string, size: ClipSize): Promise<Blob> {
  const { GIFEncoder, applyPalette, quantize } = await import('gifenc');
  const image = await load(strip);
  const pen = penOf(size);
  const { width, height } = pen.canvas;
  const gif = GIFEncoder();
  for (let frame = 0; frame < size.frames; frame++) {
    show(pen, image, size, frame);
    const { data } = pen.getImageData(0, 0, width, height);
    const palette = quantize(data, 256);
    gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay: FRAME });
  }
  gif.finish();
  return new Blob([gif.bytes()], { type: 'image/gif' });
}

/** A clip as a film, recorded while it plays. */
export async function webmOf(strip: string, size: ClipSize): Promise<Blob> {
  const image = await load(strip);
  const pen = penOf(size);
  show(pen, image, size, 0);
  const recorder = new MediaRecorder(pen.canvas.captureStream(), { mimeType: FILM });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  for (let frame = 0; frame < size.frames; frame++) {
    show(pen, image, size, frame);
    await new Promise((resolve) => setTimeout(resolve, FRAME));
  }
  recorder.stop();
  await stopped;
  return new Blob(parts, { type: FILM });
}

async function load(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

function penOf({ width, height }: ClipSize): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = SCALE * width;
  canvas.height = SCALE * height;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('film: no canvas');
  pen.imageSmoothingEnabled = false;
  return pen;
}

function show(
  pen: CanvasRenderingContext2D,
  image: HTMLImageElement,
  { width, height }: ClipSize,
  frame: number,
): void {
  const { canvas } = pen;
  pen.drawImage(image, frame * width, 0, width, height, 0, 0, canvas.width, canvas.height);
}
