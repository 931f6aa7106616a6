import { defineMdastPlugin } from 'satteri';
import type { MdastNode } from 'satteri';
import { cutAtTerms, type Piece, type Term } from './find.ts';

interface Options {
  /** The folder of the pages, with a slash at the end. */
  readonly docs: URL;
  /** The pages that link terms, two folders deep. */
  readonly pages: readonly string[];
  readonly terms: readonly Term[];
}

/** Where a term may become a link: in prose, and not in a heading, a table, a link or a widget. */
const PROSE = new Set(['paragraph', 'list', 'listItem', 'blockquote', 'root']);

/** Links each term of the glossary at its first use on a page, unless the page defines it. */
export function termLinks({ docs, pages, terms }: Options) {
  return () => {
    let wanted: Set<Term> | undefined;
    return defineMdastPlugin({
      name: 'term-links',
      text(node, ctx) {
        const page = pages.find((one) => new URL(`${one}.mdx`, docs).href === ctx.fileURL?.href);
        if (page === undefined) return;
        wanted ??= new Set(terms.filter(({ lesson }) => lesson !== page));
        let above: Readonly<MdastNode> | undefined = ctx.parent(node);
        for (; above; above = ctx.parent(above)) if (!PROSE.has(above.type)) return;
        const pieces = cutAtTerms(node.value, wanted);
        if (pieces.some(({ term }) => term)) ctx.replaceNode(node, pieces.map(nodeOf));
      },
    });
  };
}

function nodeOf({ text, term }: Piece) {
  const plain = { type: 'text' as const, value: text };
  if (!term) return plain;
  const attributes = {
    class: 'term',
    href: `../../reference/glossary/#term-${term.id}`,
    'data-definition': term.definition,
  };
  return {
    type: 'mdxJsxTextElement' as const,
    name: 'a',
    attributes: Object.entries(attributes).map(([name, value]) => ({
      type: 'mdxJsxAttribute' as const,
      name,
      value,
    })),
    children: [plain],
  } satisfies MdastNode;
}
