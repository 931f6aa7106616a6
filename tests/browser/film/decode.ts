/**
 * What runs in a page: files as a browser decodes them, with the red, green and blue of every
 * eighth pixel, from the middle of what shows one pixel of the clip.
 */

export interface Gif {
  readonly width: number;
  readonly height: number;
  readonly repeats: boolean;
  readonly frames: readonly { readonly milliseconds: number; readonly pixels: number[] }[];
}

/** By the browser's own decoder of images. */
export async function readGif(base64: string): Promise<Gif> {
  const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const decoder = new ImageDecoder({ data, type: 'image/gif' });
  await decoder.completed;
  await decoder.tracks.ready;
  const track = decoder.tracks.selectedTrack;
  const frames: { milliseconds: number; pixels: number[] }[] = [];
  let [width, height] = [0, 0];
  for (let frameIndex = 0; frameIndex < (track?.frameCount ?? 0); frameIndex++) {
    const { image } = await decoder.decode({ frameIndex });
    [width, height] = [image.displayWidth, image.displayHeight];
    const canvas = new OffscreenCanvas(width / 8, height / 8);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.imageSmoothingEnabled = false;
    pen.drawImage(image, 0, 0, width / 8, height / 8);
    const { data } = pen.getImageData(0, 0, width / 8, height / 8);
    frames.push({
      milliseconds: (image.duration ?? 0) / 1000,
      pixels: [...data].filter((_, i) => i % 4 !== 3),
    });
  }
  return { width, height, repeats: track?.repetitionCount === Infinity, frames };
}

/** The frames that a film strip has side by side. */
export async function readStrip({
  strip,
  frames,
}: {
  strip: string;
  frames: number;
}): Promise<number[][]> {
  const image = new Image();
  image.src = strip;
  await image.decode();
  const [width, height] = [image.width / frames, image.height];
  return Array.from({ length: frames }, (_, frame) => {
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.drawImage(image, -frame * width, 0);
    return [...pen.getImageData(0, 0, width, height).data].filter((_, i) => i % 4 !== 3);
  });
}

export interface Played {
  readonly width: number;
  readonly height: number;
  readonly ended: boolean;
  readonly seconds: number;
  /** Of the last frame. */
  readonly last: number[];
}

/** Plays a film to its end. */
export async function playFilm(base64: string): Promise<Played> {
  const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(new Blob([data], { type: 'video/webm' }));
  const ended = new Promise((resolve, reject) => {
    video.onended = resolve;
    video.onerror = () => reject(new Error(video.error?.message));
  });
  await video.play();
  await ended;
  const [width, height] = [video.videoWidth, video.videoHeight];
  const canvas = new OffscreenCanvas(width / 8, height / 8);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.imageSmoothingEnabled = false;
  pen.drawImage(video, 0, 0, width / 8, height / 8);
  const { data: pixels } = pen.getImageData(0, 0, width / 8, height / 8);
  return {
    ...{ width, height, ended: video.ended, seconds: video.currentTime },
    last: [...pixels].filter((_, i) => i % 4 !== 3),
  };
}
