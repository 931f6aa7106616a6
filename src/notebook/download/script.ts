import { declaredIn } from '../typescript/declared.ts';
import { addressOf, NAMES, type Document } from './document.ts';

/**
 * One TypeScript file that runs in Node, which strips the types itself.
 *
 * The cells stand at the top. The library is imported in the last line: imports come first whatever
 * line they stand in. A cell that declares a name anew opens a block, as a cell on the page has its
 * own names, and the block reaches to the end of the cells.
 */
export function scriptFile({ title, address, cells }: Document, library: string): string {
  const taken = new Set<string>();
  let blocks = 0;
  const parts = cells.map(({ label, code }) => {
    const names = declaredIn(code);
    const again = names.some((name) => taken.has(name));
    for (const name of names) taken.add(name);
    if (again) blocks += 1;
    return `${again ? '{\n' : ''}// ── ${label}\n\n${code.trimEnd()}\n`;
  });
  const head = [
    `// ${title}`,
    `// The code of ${address}`,
    '// Run it with Node 24 or newer: node <this file>. All it needs is in its last line.',
    '// @ts-nocheck: the library below has no types.',
  ];
  const from = `import ${NAMES} from '${addressOf(library)}';`;
  const end = '}'.repeat(blocks);
  return `${[head.join('\n'), ...parts, ...(end ? [end] : []), from].join('\n\n')}\n`;
}
