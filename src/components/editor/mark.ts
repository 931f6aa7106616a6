import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

/** Marks a line by its number, from 1; none if undefined. */
export const markError = StateEffect.define<number | undefined>();

const line = Decoration.line({ class: 'error' });

/** The line where the last run went wrong. It loses its mark when the code is changed. */
export const errorLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { state, effects, docChanged }) => {
    const effect = effects.find((one) => one.is(markError));
    if (!effect) return docChanged ? Decoration.none : marks;
    const number = effect.is(markError) ? effect.value : undefined;
    if (number === undefined || number > state.doc.lines) return Decoration.none;
    return Decoration.set([line.range(state.doc.line(number).from)]);
  },
  provide: (field) => EditorView.decorations.from(field),
});
