import { describe, expect, test } from 'vitest';
import { firstOf, readSettings } from '../../../../src/engine/labs/field.ts';
import type { Field } from '../../../../src/engine/labs/field.ts';
import { labFields } from '../../../../src/engine/labs/index.ts';

/** What a field must refuse: the values just beyond it, and those of another kind. */
function misfits(field: Field): unknown[] {
  switch (field.kind) {
    case 'whole':
      return [field.min - 1, field.max + 1, field.min + 0.5, NaN, String(field.first), undefined];
    case 'decimal':
      return [field.min - 1e-6, field.max + 1e-6, NaN, Infinity, String(field.first), undefined];
    case 'oneOf':
      return ['none of them', [field.first], null, undefined];
    case 'toggle':
      return [1, 'true', null, undefined];
    case 'text':
      return ['x'.repeat(field.longest + 1), 7, ['a'], undefined];
  }
}

/** What a field must take, to its very bounds. */
function fits(field: Field): unknown[] {
  switch (field.kind) {
    case 'whole':
    case 'decimal':
      return [field.min, field.max, field.first];
    case 'oneOf':
      return [...field.options];
    case 'toggle':
      return [true, false];
    case 'text':
      return ['', 'x'.repeat(field.longest)];
  }
}

const cases = Object.entries(labFields).flatMap(([lab, fields]) =>
  Object.entries<Field>(fields).map(([name, field]) => ({ lab, name, field, fields })),
);

describe('the fields of every lab', () => {
  test.each(cases)('$lab: $name takes what fits', ({ name, field, fields }) => {
    for (const value of fits(field)) {
      const settings = { ...firstOf(fields), [name]: value };
      expect(readSettings(fields, settings)).toEqual(settings);
    }
  });

  test.each(cases)('$lab: $name refuses by name what does not', ({ name, field, fields }) => {
    for (const value of misfits(field)) {
      const read = () => readSettings(fields, { ...firstOf(fields), [name]: value });
      expect(read, String(value)).toThrow(
        expect.objectContaining({ name: 'JobError', field: name }),
      );
    }
  });
});
