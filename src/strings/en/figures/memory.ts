interface Row {
  readonly name: string;
  readonly parts: readonly number[];
  readonly total: number;
}

/** What the figure of the lesson on cost says. */
export const memoryFigureStrings = {
  title: 'Memory of 7 billion parameters: used, adapted, trained',
  rows: ['used, 16 bits', 'LoRA, rank 8', 'all trained, Adam'],
  parts: ['weights', 'gradients', 'optimizer'],
  gigabytes,
  caption:
    'Without activations. LoRA is on two matrices of 4,096 × 4,096 in each of 32 layers: its gradients and moments are too thin to see.',
  description: (rows: readonly Row[]) =>
    rows
      .map(({ name, parts, total }) => {
        const shares = ['weights', 'gradients', 'optimizer'].map(
          (part, p) => `${part} ${gigabytes(parts[p] ?? NaN)}`,
        );
        return `${name}: ${gigabytes(total)}, of which ${shares.join(', ')}.`;
      })
      .join(' '),
};

function gigabytes(number: number): string {
  return `${number.toFixed(number < 10 && number > 0 ? 2 : 1)} GB`;
}
