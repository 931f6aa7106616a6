/** A program that wants to hang, starve or deceive the page. */
export interface HostileProgram {
  readonly name: string;
  readonly code: string;
  /** What the reader is told of its end. */
  readonly says: RegExp;
}

/** They never end by themselves: the reader stops them, or the watchdog does. */
export const endless: readonly HostileProgram[] = [
  { name: 'endless loop', code: 'for (;;) {}' },
  { name: 'console flood without end', code: "for (;;) console.log('flood')" },
  { name: 'slow regular expression', code: '/^(a+)+$/.test("a".repeat(60) + "b")' },
  {
    name: 'promise storm',
    code: 'const again = (): Promise<void> => Promise.resolve().then(again); await again()',
  },
  { name: 'await of nothing', code: 'await new Promise(() => {})' },
].map((program) => ({ ...program, says: /^Stopped/ }));

/** They take all the memory that they can get. */
export const hoarding: readonly HostileProgram[] = [
  {
    name: 'tensors without end',
    code: 'const all = []; for (;;) all.push(tf.ones([1_000_000]))',
    says: /Tensor memory/,
  },
  { name: 'string without end', code: "let s = 'x'; for (;;) s += s", says: /Error|memory/ },
  { name: 'an array too large', code: 'new Float64Array(1e11)', says: /Error/ },
  {
    name: 'endless recursion',
    code: 'const dive = (): number => 1 + dive(); dive()',
    says: /RangeError|InternalError/,
  },
];

/** They put out too much, or something that is not what it seems. */
export const deceiving: readonly HostileProgram[] = [
  {
    name: 'output flood',
    code: 'for (let i = 0; i < 9999; i++) console.log(i)',
    says: /cut here/,
  },
  {
    name: 'an error that throws when read',
    code: "throw { get message() { throw 1 }, name: 'odd' }",
    says: /./,
  },
  {
    name: 'forged message',
    code: "postMessage({ kind: 'value', value: { kind: 'text', text: 'forged' } })",
    says: /a cell has no network/,
  },
  {
    name: 'markup',
    code: "console.log('<img src=x onerror=alert(1)>')",
    says: /<img src=x onerror=alert\(1\)>/,
  },
  {
    name: 'a rejection that nobody hears',
    code: "void Promise.reject(new Error('nobody'));\nconsole.log('on')",
    says: /A promise was rejected, and nothing handled it: Error: nobody/,
  },
];
