import type { LoadCode } from '../../engine/weights/error.ts';

type Text = (file: string, wanted: string, got: string) => string;

/** What is said when the weights of a trained model are on their way, or cannot be had. */
export const weightsStrings = {
  loading: (name: string, loaded: number, total: number) =>
    `Loading the ${name}: ${megabytes(loaded)} of ${megabytes(total)} MB.`,
  kept: 'Next time it is there at once: your browser keeps it.',
  retry: 'Try again',
  goesOn: 'The lesson goes on without it.',
  slower: 'This browser refuses WebAssembly, so the model computes in plain JavaScript: slower.',
  problems: {
    unreachable: () => 'The weights cannot be reached. Are you offline?',
    missing: (file, _wanted, got) => `The weights are not at ${file}: the server sent ${got}.`,
    stalled: (_file, _wanted, got) => `The weights stopped coming: ${got}.`,
    interrupted: (_file, _wanted, got) => `The line broke while the weights were coming (${got}).`,
    truncated: (_file, wanted, got) =>
      `The weights are cut short: ${wanted} were published, ${got} came.`,
    overlong: (_file, wanted) =>
      `The weights are not those of this course: more than ${wanted} came.`,
    altered: () =>
      'The weights are not those of this course: their SHA-256 is another one. They were not used.',
    insecure: () =>
      'This page came over plain HTTP, where browsers cannot check files. The trained models need HTTPS, or a server on your own machine.',
    damaged: (_file, _wanted, got) => `The weights do not fit this model: ${got}. Reload the page.`,
  } satisfies Record<LoadCode, Text>,
} as const;

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
