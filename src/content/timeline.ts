/** When what led to Sora, and what became of it, came out. Papers have the month in their arXiv number. */
export const moments = {
  attention: '2017-06',
  bert: '2018-10',
  ddpm: '2020-06',
  vivit: '2021-03',
  latent: '2021-12',
  guidance: '2022-07',
  flow: '2022-10',
  dit: '2022-12',
  latte: '2024-01',
  report: '2024-02-15',
  cogvideox: '2024-08',
  hunyuan: '2024-12',
  release: '2024-12-09',
  wan: '2025-03',
  sound: '2025-09-30',
  end: '2026-09-24',
} as const;

export type Moment = keyof typeof moments;

/** The moments of Sora itself; the others are of the field. */
export const SORA: readonly Moment[] = ['report', 'release', 'sound', 'end'];
