import { expect, test } from 'vitest';
import { headersFor, parseHeaders } from '../../../scripts/lib/headers.mjs';

const rules = parseHeaders(`# a comment
/*
  X-All: yes

/files/*.js
  Cache-Control: max-age=1, immutable
`);

test('a rule gives its headers to the paths that it fits', () => {
  expect(Object.fromEntries(headersFor(rules, '/files/a.js'))).toEqual({
    'X-All': 'yes',
    'Cache-Control': 'max-age=1, immutable',
  });
  expect(Object.fromEntries(headersFor(rules, '/files/a_js'))).toEqual({ 'X-All': 'yes' });
});
