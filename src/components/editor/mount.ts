import { autocompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript, typescriptLanguage } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { Place } from '../../notebook/protocol.ts';
import { cellStrings as strings } from '../../strings/en/cell.ts';
import { completeNames } from './complete.ts';
import { explainNames } from './explain.ts';
import { errorLine, markError } from './mark.ts';
import { theme } from './theme.ts';

export interface MountOptions {
  /** What the code is: the name of the text box. */
  readonly label: string;
  readonly code: string;
  /** What the keys do; those of a cell if left out. */
  readonly keys?: string | undefined;
  readonly onchange: (code: string) => void;
  readonly onrun: () => void;
}

export interface Mounted {
  /** Puts the focus into the code, at a place if one is given. */
  readonly focus: (place?: Place) => void;
  /** Replaces the code, unless it is the same. It can be undone. */
  readonly set: (code: string) => void;
  /** Marks the line of a place, or none. */
  readonly mark: (place: Place | undefined) => void;
  readonly destroy: () => void;
}

/** Puts a code editor into a shadow root. */
export function mount(root: ShadowRoot, options: MountOptions): Mounted {
  const hint = createHint(options.keys ?? strings.keys);
  const state = EditorState.create({
    doc: options.code,
    extensions: extensionsFor(options, hint.id),
  });
  const view = new EditorView({ state, root });
  root.append(view.dom, hint);
  return {
    focus: (place) => {
      view.focus();
      if (place) view.dispatch({ selection: { anchor: positionOf(view.state, place) } });
    },
    set: (code) => {
      const { doc } = view.state;
      if (doc.toString() !== code)
        view.dispatch({ changes: { from: 0, to: doc.length, insert: code } });
    },
    mark: (place) => view.dispatch({ effects: markError.of(place?.line) }),
    destroy: () => view.destroy(),
  };
}

function extensionsFor({ label, onchange, onrun }: MountOptions, hintId: string): Extension {
  const run = (): boolean => {
    onrun();
    return true;
  };
  return [
    // First of all keys, so that nothing else takes them.
    keymap.of([
      { key: 'Shift-Enter', run },
      { key: 'Mod-Enter', run },
    ]),
    lineNumbers(),
    history(),
    drawSelection(),
    indentUnit.of('  '),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    javascript({ typescript: true }),
    typescriptLanguage.data.of({ autocomplete: completeNames }),
    autocompletion({ icons: false }),
    explainNames,
    errorLine,
    // Escape, then Tab leaves: the editor lets the next Tab pass.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.contentAttributes.of({
      'aria-label': strings.code(label),
      'aria-describedby': hintId,
      // It can be focused anyhow; said aloud, so that axe knows that keys scroll a long line.
      tabindex: '0',
      autocapitalize: 'off',
      spellcheck: 'false',
    }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) onchange(state.doc.toString());
    }),
    theme,
  ];
}

function positionOf({ doc }: EditorState, { line, column }: Place): number {
  const { from, to } = doc.line(Math.min(line, doc.lines));
  return Math.min(from + column - 1, to);
}

/** What the keys do: below the code, and read with its name. */
function createHint(keys: string): HTMLElement {
  const hint = document.createElement('p');
  hint.id = 'keys';
  hint.textContent = keys;
  return hint;
}
