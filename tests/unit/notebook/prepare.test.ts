import { describe, expect, test } from 'vitest';
import { prepare } from '../../../src/notebook/typescript/prepare.ts';
import { CodeProblem } from '../../../src/notebook/typescript/problem.ts';

/** The code with types blanked, without what `prepare` puts before the last value. */
const blanked = (code: string): string => prepare(`${code}\n{}`).code.slice(0, code.length);

function problemOf(code: string): CodeProblem {
  try {
    prepare(code);
  } catch (error) {
    if (error instanceof CodeProblem) return error;
  }
  throw new Error(`wanted a CodeProblem for: ${code}`);
}

describe('types become spaces', () => {
  test.each([
    ['let x: number = 1', 'let x         = 1'],
    ['let x!: number', 'let x ;'],
    ['const f = <T,>(a?: T, ...r: T[]): T => a!', 'const f =     (a    , ...r     )    => a;'],
    ['f<number>(1)', 'f        (1)'],
    ['(a.b) as unknown as C', '(a.b)            ;'],
    ['const a = b satisfies C;', 'const a = b            ;'],
    ['function f(this: A, b: B): asserts b {}', 'function f(         b   )            {}'],
    ['class A<T> extends B<T> implements C, D {}', 'class A    extends B                    {}'],
    ['abstract class A {}', '         class A {}'],
    ['try {} catch (e: unknown) {}', 'try {} catch (e         ) {}'],
    ['for (const a of b as C[]) {}', 'for (const a of b       ) {}'],
    ['a /* as */ as /* as */ B', 'a /* as */ ;'],
    ['import type { A } from "b";', ';'],
    ['type A = {\n  b: 1\n}', ';\n\n'],
    ['declare const a: 1;', ';'],
    ['new Map<string, number>()', 'new Map                ()'],
  ])('%s', (code, wanted) => {
    const result = blanked(code);
    expect(result.replaceAll(/ +$/gm, '')).toBe(wanted.replaceAll(/ +$/gm, ''));
    expect(result).toHaveLength(code.length);
  });

  test('class members lose modifiers, marks, overloads and signatures', () => {
    const code = `class A extends B {
  private readonly x!: number = 1
  static override y?: string
  public [z] = 2
  m?(a: number): void
  m(a: string): void
  m(a) {}
  declare w: number
  [k: string]: unknown
}`;
    expect(blanked(code).replaceAll(/ +$/gm, '').replaceAll(/ {2,}/g, ' '))
      .toBe(`class A extends B {
 ; x = 1
 static y ;
 ; [z] = 2
 ;
 ;
 m(a) {}
 ;
 ;
}`);
  });

  test('a statement that loses its tail does not run into the next one', () => {
    expect(blanked('const a = b as C\n[1].map(String)')).toBe('const a = b ;   \n[1].map(String)');
    expect(blanked('let a = 1\ntype B = 2\n(c)')).toBe('let a = 1\n;         \n(c)');
  });
});

describe('the value of the last expression is kept', () => {
  test.each([
    ['1 + 1', '__value=1 + 1'],
    ['const a = 1;\na; // why', 'const a = 1;\n__value=a; // why'],
    ['({ a: 1 })', '__value=({ a: 1 })'],
    ['a, (b, c)', 'a, (b, __value=c)'],
    ['const a = 1', 'const a = 1'],
    ['if (a) b', 'if (a) b'],
    ['', ''],
  ])('%s', (code, wanted) => {
    expect(prepare(code).code).toBe(wanted);
  });
});

describe('what a cell does not take', () => {
  test.each([
    ['enum A { B }', 'enum'],
    ['const enum A { B }', 'enum'],
    ['namespace A { export const b = 1 }', 'namespace'],
    ['@a class B {}', 'decorator'],
    ['class A { constructor(private b: number) {} }', 'parameter-property'],
    ['class A { accessor b = 1 }', 'accessor'],
    ['const a = <number>b', 'angle-assertion'],
    ['import a from "b"', 'import'],
    ['const a = await import("b")', 'import'],
    ['export const a = 1', 'export'],
    ['const f = (a: 1):\n  2 => a', 'split-type'],
    ['return 1', 'syntax'],
    ['}); alert(1); (async () => {', 'syntax'],
  ])('%s', (code, kind) => {
    expect(problemOf(`\n ${code}`)).toMatchObject({ kind });
  });

  test('a problem says what it got, and where', () => {
    const { got, place } = problemOf('const a = 1;\n  enum Color {\n  Red }');
    expect({ got, place }).toEqual({ got: 'enum Color {', place: { line: 2, column: 3 } });
    expect(problemOf('let a = 1;\nlet b: = 2;')).toMatchObject({ place: { line: 2, column: 8 } });
  });

  test('code that is too long or too deep is a problem, not a crash', () => {
    expect(problemOf('a'.repeat(100_001)).kind).toBe('too-long');
    expect(problemOf('['.repeat(50_000)).got).toContain('stack space');
    expect(problemOf(`a${'.b'.repeat(45_000)}`).kind).toBe('too-deep');
  });
});
