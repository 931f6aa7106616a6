import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colors = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.string, tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.keyword, tags.typeName, tags.self], color: 'var(--code-keyword)' },
  { tag: tags.function(tags.variableName), color: 'var(--code-name)' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--sl-color-white)', fontSize: 'var(--sl-text-code)' },
  '&.cm-focused': { outline: '2px solid var(--sl-color-text-accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--__sl-font-mono)', lineHeight: '1.6' },
  '.cm-content': { padding: '0.75rem 0', caretColor: 'var(--sl-color-white)' },
  '.cm-cursor': { borderLeftColor: 'var(--sl-color-white)' },
  '.cm-gutters': {
    background: 'none',
    border: '0',
    color: 'var(--sl-color-gray-2)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { background: 'var(--sl-color-accent-low)' },
  '.error': { background: 'var(--code-error)' },
  '&.cm-focused .cm-matchingBracket': {
    background: 'none',
    outline: '1px solid var(--sl-color-gray-3)',
  },
  '.cm-tooltip': {
    background: 'var(--sl-color-black)',
    border: '1px solid var(--sl-color-gray-4)',
    color: 'var(--sl-color-white)',
    maxWidth: 'min(40rem, 90vw)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--sl-color-text-accent)',
    color: 'var(--sl-color-text-invert)',
  },
  '.docs': { padding: '0.25rem 0.5rem', maxHeight: '18rem', overflow: 'auto' },
  '.docs p': {
    margin: '0',
    fontFamily: 'var(--sl-font-system)',
    fontSize: '0.875rem',
    whiteSpace: 'pre-wrap',
  },
  '.docs code': {
    display: 'block',
    fontFamily: 'var(--__sl-font-mono)',
    fontSize: '0.8125rem',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  '& + p': {
    margin: '0',
    padding: '0.25rem 0.75rem 0.5rem',
    fontSize: 'var(--sl-text-xs)',
    color: 'var(--sl-color-gray-2)',
  },
});

export const theme = [look, syntaxHighlighting(colors)];
