import { fileURLToPath } from 'node:url';
import { defineMdastPlugin } from 'satteri';
import type { MdastNode } from 'satteri';
import { readFence } from './fence.ts';

/** How the record of a lesson is found. The room of the content knows. */
export interface Records {
  /** The folder of the lessons, with a slash at the end. */
  readonly docs: URL;
  /** The recorded outputs of a lesson, by the labels of its cells. */
  readonly read: (lesson: string) => ReadonlyMap<string, string>;
}

const CELL = 'LiveCell';
const TOOLS = 'LessonTools';
const IMPORTS = [
  `import ${CELL} from '/src/components/cell/Cell.astro';`,
  `import ${TOOLS} from '/src/components/cell/LessonTools.astro';`,
].join('\n');

/** Makes cells of the fenced blocks that are marked `live`, and puts the tools behind the last one. */
export function liveCells({ docs, read }: Records) {
  return () => {
    let count = 0;
    return defineMdastPlugin({
      name: 'live-cells',
      code(node, ctx) {
        const fence = ctx.sourceFormat === 'mdx' ? readFence(node.lang, node.meta) : undefined;
        if (!fence) return;
        const lesson = lessonOf(docs, ctx.fileURL);
        const output = read(lesson).get(fence.label);
        const { label, name } = fence;
        const props = { index: count, id: `${lesson}/${name}`, label, code: node.value, output };
        count += 1;
        ctx.replaceNode(node, element(CELL, props));
      },
      after(root, ctx) {
        if (count === 0) return;
        const name = lessonOf(docs, ctx.fileURL).split('/').at(-1);
        const tools = element(TOOLS, { name });
        const last = root.children.findLast(holdsCell);
        if (last) ctx.insertAfter(last, tools);
        else ctx.appendChild(root, tools);
        ctx.prependChild(root, { type: 'mdxjsEsm', value: IMPORTS });
      },
    });
  };
}

/** `attention/masks` of `…/docs/attention/masks.mdx`. */
function lessonOf(docs: URL, file: URL | undefined): string {
  const [folder, path] = [docs, file].map((url) => (url ? fileURLToPath(url) : ''));
  if (!folder || !path?.startsWith(folder)) {
    throw new Error(`A live cell wants a lesson in ${folder ?? ''}, got ${path ?? ''}.`);
  }
  return path
    .slice(folder.length)
    .replaceAll('\\', '/')
    .replace(/\.mdx$/, '');
}

/** Whether a node is a cell, or has one inside. */
function holdsCell(node: MdastNode): boolean {
  if ('name' in node && node.name === CELL) return true;
  return 'children' in node && node.children.some(holdsCell);
}

/** An element of MDX. Its properties stand as expressions, so that any text may be one. */
function element(name: string, props: Readonly<Record<string, string | number | undefined>>) {
  const attributes = Object.entries(props)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({
      type: 'mdxJsxAttribute' as const,
      name: key,
      value: {
        type: 'mdxJsxAttributeValueExpression' as const,
        value: JSON.stringify(value),
      },
    }));
  return { type: 'mdxJsxFlowElement' as const, name, attributes, children: [] };
}
