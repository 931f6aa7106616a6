import { renderMath } from '../math/katex.ts';

/** `code`, $formula$ or *emphasis*; the delimiters don't nest. */
const MARKS = /`([^`]+)`|\$([^$]+)\$|\*([^*\s][^*]*)\*/g;

/**
 * Renders a text of a question to HTML, at build time. Everything but the three marks is text.
 *
 * @param formula makes HTML of a formula
 */
export function renderInline(text: string, formula: (tex: string) => string = renderMath): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    const [all, code, tex, emphasis] = match;
    html += escapeHtml(text.slice(end, match.index));
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (tex !== undefined) html += formula(tex);
    else html += `<em>${escapeHtml(emphasis ?? '')}</em>`;
    end = match.index + all.length;
  }
  return html + escapeHtml(text.slice(end));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
