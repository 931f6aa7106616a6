import { renderMath } from '../math/katex.ts';

/** `code`, $formula$ or *emphasis*; the delimiters don't nest. */
const MARKS = /`([^`]+)`|\$([^$]+)\$|\*([^*\s][^*]*)\*/g;

/** Renders a text of a question to HTML, at build time. Everything but the three marks is text. */
export function renderInline(text: string): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    const [all, code, formula, emphasis] = match;
    html += escapeHtml(text.slice(end, match.index));
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (formula !== undefined) html += renderMath(formula);
    else html += `<em>${escapeHtml(emphasis ?? '')}</em>`;
    end = match.index + all.length;
  }
  return html + escapeHtml(text.slice(end));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
