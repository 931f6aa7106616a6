import type { Checks } from '../../src/notebook/judge/exercise.ts';

/** Answers that do nothing: those of other judges that pass `return V`, or the identity. */
export function lazyAnswers({
  entry,
  parameters,
}: Checks): readonly { id: string; code: string }[] {
  const answer = (id: string, value: string) => ({
    id,
    code: `function ${entry}(${parameters.join(', ')}) { return ${value}; }`,
  });
  return [
    ...parameters.map((name) => answer(`return ${name}`, name)),
    ...parameters.map((name) => answer(`zeros like ${name}`, `tf.zerosLike(${name})`)),
    answer('nothing', 'undefined'),
    answer('zero', '0'),
    answer('not a number', 'NaN'),
    answer('no numbers', 'tf.tensor([])'),
  ];
}
