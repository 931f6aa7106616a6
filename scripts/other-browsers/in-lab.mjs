/**
 * Sets a field of the lab of a page, has it computed, and saves its picture. Runs in the page, so it
 * has to carry everything that it uses.
 * @param {string} field
 * @param {string} value
 */
export async function useLab(field, value) {
  /**
   * @template T
   * @param {() => T | null | undefined | false} look
   * @returns {Promise<T>}
   */
  const until = async (look, what = String(look)) => {
    for (let tries = 0; tries < 500; tries += 1) {
      const found = look();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited 50 s for ${what}`);
  };
  const lab = /** @type {HTMLElement} */ (document.querySelector('[data-lab]'));
  /** @param {string} name */
  const button = (name) =>
    [...lab.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name);
  const sentence = () => lab.querySelector('[data-sentence]')?.textContent ?? '';

  // What is handed to the downloads: nothing goes to the disk.
  /** @type {Map<string, Blob>} */
  const files = new Map();
  const addressOf = URL.createObjectURL.bind(URL);
  /** @type {Blob | undefined} */
  let latest;
  URL.createObjectURL = (file) => {
    latest = /** @type {Blob} */ (file);
    return addressOf(file);
  };
  HTMLAnchorElement.prototype.click = function take() {
    if (latest) files.set(this.download, latest);
  };
  /** @param {string} kind */
  const save = async (kind) => {
    button(`Save as ${kind}`)?.click();
    return until(
      () => [...files].find(([name]) => name.endsWith(`.${kind.toLowerCase()}`))?.[1],
      kind,
    );
  };

  lab.scrollIntoView();
  const input = await until(
    () => /** @type {HTMLInputElement | null} */ (document.getElementById(field)),
    field,
  );
  const before = sentence();
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  button('Compute')?.click();
  await until(() => sentence() !== before && lab.ariaBusy === 'false', 'other numbers');

  const drawing = await (await save('SVG')).text();
  const picture = await createImageBitmap(await save('PNG'));
  const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.drawImage(picture, 0, 0);
  const pixels = new Uint32Array(pen.getImageData(0, 0, picture.width, picture.height).data.buffer);
  return { before, after: sentence(), drawing, colors: new Set(pixels).size };
}
