/** A step in the log of a training run. */
export interface LoggedStep {
  readonly step: number;
  readonly loss: number;
}

/** How many rows a table of a log has, at most. */
const ROWS = 12;

/** The steps of a log in JSON lines. Other lines hold figures. */
export function readSteps(log: string): LoggedStep[] {
  return log
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
    .filter(isStep);
}

/** Some of the steps, evenly, the last one always. */
export function rowsOf(steps: readonly LoggedStep[], most = ROWS): LoggedStep[] {
  const every = Math.max(1, Math.ceil(steps.length / most));
  return steps.filter((_, i) => (steps.length - 1 - i) % every === 0);
}

function isStep(line: unknown): line is LoggedStep {
  return typeof line === 'object' && line !== null && 'step' in line && 'loss' in line;
}
