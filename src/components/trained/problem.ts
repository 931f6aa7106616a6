import { CalledOff, EngineFailed, EngineUnavailable, Superseded } from '../../engine/errors.ts';
import { JobError } from '../../engine/job-error.ts';
import { LoadError } from '../../engine/weights/error.ts';
import { trainedStrings as strings } from '../../strings/en/trained.ts';
import { weightsStrings } from '../../strings/en/weights.ts';

/** Why a job of a trained model came to nothing, in words; nothing if that was what was wanted. */
export function problemOf(error: unknown): string | undefined {
  if (error instanceof Superseded || error instanceof CalledOff) return undefined;
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof LoadError) return loadProblem(error);
  if (error instanceof JobError) return strings.outOfBounds(error.field, error.wanted, error.got);
  if (error instanceof EngineUnavailable) return strings.unavailable(why);
  if (error instanceof EngineFailed) return strings.died(why);
  return strings.refused(why);
}

function loadProblem({ code, file, wanted, got }: LoadError): string {
  return `${weightsStrings.problems[code](file, wanted, got)} ${weightsStrings.goesOn}`;
}
