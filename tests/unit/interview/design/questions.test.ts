import { describe, expect, it } from 'vitest';
import { presets } from '../../../../src/interview/design/calculator.ts';
import type { Values } from '../../../../src/interview/design/calculator.ts';
import { calculators } from '../../../../src/interview/design/index.ts';
import type { CalculatorName } from '../../../../src/interview/design/index.ts';
import { readBank } from '../bank/bank.ts';

const bank = readBank();

/** Where a model answer says a number: the words around it, the result, and its unit. */
type Said = readonly [text: RegExp, result: string, unit?: number, values?: Values];

const said: Readonly<Record<CalculatorName, readonly Said[]>> = {
  serving: [
    [/are ([\d,]+) tokens/, 'tokens'],
    [/about (8\.4e14)/, 'prediction'],
    [/, (53) % of them in attention/, 'attention', 0.01],
    [/is (1\.7e17) operations/, 'operations'],
    [/about (470) seconds of one GPU/, 'gpuSeconds'],
    [/some (73) seconds/, 'service'],
    [/keep (12) such groups/, 'load'],
    [/14 groups, (112) GPUs/, 'gpus'],
    [/near (21) seconds/, 'queued'],
    [/weights \((28) GB/, 'weights', 1e9],
  ],
  training: [
    [/tokens: (3\.3e12) tokens/, 'tokens'],
    [/says (2\.8e23)/, 'rule'],
    [/really (5\.0e23)/, 'operations'],
    [/, (1\.8) times as many/, 'beyond'],
    [/pass, (19) days/, 'days'],
    [/parameter, (225) GB/, 'state', 1e9, { sharding: 0 }],
    [/it is (0\.2) GB each/, 'state', 1e9],
    [/about (2\.4) GB with/, 'activations', 1e9],
    [/about (1\.7) seconds at/, 'traffic'],
    [/a step (2\.1)/, 'step'],
    [/every (77) minutes/, 'interval', 60],
    [/about (3) %/, 'overhead', 0.01],
  ],
  evaluation: [
    [/are (55) %/, 'rate', 0.01],
    [/from (50\.1) %/, 'low', 0.01],
    [/to (59\.8) %/, 'high', 0.01],
    [/takes (783) pairs/, 'needed'],
    [/is (29) hours/, 'hours'],
    [/in (56) % of cases/, 'falseAlarm', 0.01],
  ],
  data: [
    [/are (89) million clips/, 'found', 1e6],
    [/would be (4e15)/, 'pairs'],
    [/leaves (1\.3) million/, 'left', 1e6],
    [/lose (0\.8) million/, 'lost', 1e6],
    [/is (3e13) operations/, 'caption'],
    [/about (3,200) GPU hours/, 'gpuHours'],
    [/is (7\.6) million captions/, 'faulty', 1e6],
    [/rate at (1) %/, 'bound', 0.01],
    [/once: (0\.5) PB/, 'latents', 1e15],
    [/against (2\.3) PB/, 'raw', 1e15],
  ],
  safety: [
    [/day, (500) are harmful/, 'bad'],
    [/alarms, (475) of them/, 'caught'],
    [/precision of (4\.5) %/, 'precision', 0.01],
    [/that is (175) hours/, 'hours'],
    [/precision is (31) %/, 'precision', 0.01, { second: 1 }],
    [/review (24) hours/, 'hours', 1, { second: 1 }],
    [/chance of (2\.3e-7)/, 'chance'],
    [/which is (23) of/, 'falselyMarked'],
    [/found with (99) %/, 'detected', 0.01],
  ],
  cost: [
    [/takes (1\.7e17)/, 'operations'],
    [/checks (468) seconds of a GPU/, 'gpuSeconds'],
    [/take, (23\.7):/, 'clips'],
    [/minute is (11\.9) clips/, 'clips', 2],
    [/: (11,000) GPU seconds/, 'minute'],
    [/, (185) seconds of one GPU/, 'times'],
    [/it is (11) dollars/, 'price'],
    [/falls to (1\.93) dollars/, 'price', 1, { steps: 8, evaluations: 1 }],
    [/is (2\.8) kWh/, 'energy'],
    [/about (28) cents/, 'energyCost', 0.01],
  ],
};

describe.each(Object.entries(said))('the model answer on %s', (name, numbers) => {
  const calculator = calculators[name as CalculatorName];
  const question = bank.find(({ id }) => id === `design/${name}`)?.data;
  const model = question?.kind === 'free' ? question.model : '';

  it('belongs to the page of its calculator', () => {
    expect(question).toMatchObject({
      lesson: `interview/design-questions/${name}`,
      topic: 'design',
    });
  });

  it.each(numbers.map((one) => [one[0].source, one] as const))('%s', (_, number) => {
    const [text, result, unit = 1, values = {}] = number;
    const shown = text.exec(model)?.[1] ?? '';
    const computed = calculator.compute({ ...presets(calculator), ...values })[result]?.value;
    expect((computed ?? NaN) / unit).toSatisfy((value: number) => roundsTo(value, shown));
  });
});

/** Whether a value rounds to what is written, in as many digits. */
function roundsTo(value: number, written: string): boolean {
  const digits = written.replace(/e.*$/, '').replace(/^0\./, '').replace(/\D/g, '');
  // The zeros at the end of 470 or 11,000 may be rounding, but one digit is none.
  const significant = /[.e]/.test(written) ? digits.length : digits.replace(/0+$/, '').length;
  return Number(value.toPrecision(significant)) === Number(written.replaceAll(',', ''));
}
