import katex from 'katex';

/** `\role{query}{Q}` colors a symbol by its role, the same in text, formula, matrix and arrow. */
const MACROS = { '\\role': '\\htmlClass{role-#1}{#2}' };

/** Renders KaTeX source to HTML with MathML beside it, at build time. Throws on a bad formula. */
export function renderMath(tex: string, displayMode = false): string {
  return katex.renderToString(tex, {
    displayMode,
    macros: MACROS,
    // Only classes, and only from our own sources: a formula can't bring a link or a style.
    trust: ({ command }) => command === '\\htmlClass',
    strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  });
}
