import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Logs as harness.py writes them: a run that went on once, on another machine. */
export function writeRuns(folder: string): void {
  for (const name of ['codec', 'decoder', 'dit', 'dit-small', 'dit-tiny']) {
    const config = JSON.parse(
      readFileSync(`training/video/configs/${name}.json`, 'utf8'),
    ) as unknown;
    const about = { parameters: 10, device: 'one GPU', torch: '2', config };
    const step = { loss: 1, gradientNorm: 2, learningRate: 0.1 };
    const lines = [
      { step: 0, about: { ...about, device: 'a CPU' } },
      { step: 10, ...step, seconds: 5 },
      { step: 10, about },
      { step: 20, ...step, loss: 0.5, seconds: 120 },
      { step: 20, figures: [{ what: 'x', value: 0.5, count: 8 }] },
    ];
    mkdirSync(join(folder, name), { recursive: true });
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    writeFileSync(join(folder, name, 'log.jsonl'), text);
  }
}
