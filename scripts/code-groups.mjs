import { readFile, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const from = 'setAttribute("role","region")';
const to = 'setAttribute("role","group")';

/**
 * Expressive Code makes a landmark of each code block that has to be scrolled sideways, and gives
 * none a name: on a phone a lesson has dozens of nameless landmarks (axe: landmark-unique). They
 * become groups, which Tab reaches all the same. An update that moves the place fails the build.
 * @returns {import('astro').AstroIntegration}
 */
export function codeGroups() {
  return {
    name: 'code-groups',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const assets = new URL('_astro/', dir);
        const names = (await readdir(assets)).filter((name) => /^ec\..*\.js$/.test(name));
        const texts = await Promise.all(
          names.map((name) => readFile(new URL(name, assets), 'utf8')),
        );
        if (!texts.some((text) => text.includes(from))) {
          throw new Error('Cannot find the roles of code blocks: Expressive Code has changed.');
        }
        await Promise.all(
          names.map((name, i) =>
            writeFile(fileURLToPath(new URL(name, assets)), (texts[i] ?? '').replaceAll(from, to)),
          ),
        );
      },
    },
  };
}
