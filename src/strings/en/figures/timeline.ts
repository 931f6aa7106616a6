/** The words of the timeline and its drawing. */
export const timelineStrings = {
  title: 'From attention to Sora’s end',
  sora: 'Sora',
  field: 'the field',
  /** '2017-06' is June 2017; '2024-02-15' is February 15, 2024. */
  date: (date: string): string =>
    new Intl.DateTimeFormat('en-US', {
      year: 'numeric',
      month: 'long',
      ...(date.length > 7 && { day: 'numeric' }),
      timeZone: 'UTC',
    }).format(new Date(date)),
  description: (field: number, sora: number, from: number, to: number): string =>
    `A line of the years ${from} to ${to}. Above it ${field} marks of the field, below it ${sora} marks of Sora.`,
  caption: 'Each mark is an entry of the list below, at its date.',
};
