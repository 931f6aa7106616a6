/** Texts of the fields that several calculators have. */
export const clipTexts = {
  frames: { label: 'Frames' },
  height: { label: 'Height', unit: 'pixels' },
  width: { label: 'Width', unit: 'pixels' },
  shrink: {
    label: 'From pixels to tokens',
    options: { 16: '4 × 8 × 8, patches 1 × 2 × 2', 32: '4 × 16 × 16, patches 1 × 2 × 2' },
  },
} as const;

export const networkTexts = {
  layers: { label: 'Layers L' },
  hidden: { label: 'Width D', unit: 'channels' },
  inner: { label: 'Feed-forward width F', unit: 'channels' },
  textTokens: { label: 'Text tokens S' },
} as const;

export const samplingTexts = {
  steps: { label: 'Steps' },
  evaluations: {
    label: 'Guidance',
    options: { 1: 'none, or distilled: 1 evaluation', 2: 'classifier-free: 2 evaluations' },
  },
} as const;

export const gpuTexts = {
  peak: { label: 'Peak of a GPU', unit: 'TFLOP/s' },
  utilization: { label: 'Utilization', unit: '%' },
} as const;

export const groupTexts = {
  clip: 'The clip',
  network: 'The network',
  sampling: 'Sampling',
  gpu: 'The GPU',
} as const;
