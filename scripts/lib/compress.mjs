import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressible = /\.(html|js|css|json|svg|txt|xml|wasm|webmanifest|safetensors)$/;

/** @type {{ suffix: string, compress: (data: Buffer) => Promise<Buffer> }[]} */
const encodings = [
  {
    suffix: '.br',
    compress: (data) =>
      promisify(brotliCompress)(data, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
        },
      }),
  },
  { suffix: '.gz', compress: (data) => promisify(gzip)(data, { level: 9 }) },
];

/**
 * Writes `x.br` and `x.gz` beside each file that gets smaller by it, for servers that can send
 * them as they are (ours; nginx with `brotli_static`). Hosts that compress by themselves ignore
 * them.
 * @param {string} dist
 */
export async function compressFiles(dist) {
  const names = await readdir(dist, { recursive: true });
  await Promise.all(
    names.filter((name) => compressible.test(name)).map((name) => compressFile(join(dist, name))),
  );
}

/** @param {string} file */
async function compressFile(file) {
  const data = await readFile(file);
  for (const { suffix, compress } of encodings) {
    const packed = await compress(data);
    if (packed.length < data.length) await writeFile(file + suffix, packed);
  }
}
