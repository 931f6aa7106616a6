import { defineHastPlugin } from 'satteri';
import { renderMath } from './katex.ts';

/** Turns the `$…$` and `$$…$$` of a lesson into KaTeX while Markdown is compiled. */
export const mathPlugin = defineHastPlugin({
  name: 'katex',
  element: {
    filter: ['code'],
    visit(node, ctx) {
      const classes = String(node.properties['className'] ?? '');
      if (!classes.includes('language-math')) return;
      const display = classes.includes('math-display');
      const target = display ? ctx.parent(node) : node;
      ctx.replaceNode(target, { type: 'raw', value: renderMath(ctx.textContent(node), display) });
    },
  },
});
