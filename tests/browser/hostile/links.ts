const set = 'window.intruder=1';
const markup = `<img src=x onerror="${set}">`;
const stepper = 'attention.text=';

/** What a hostile link may carry behind the address of a page. */
export const payloads: readonly string[] = [
  `?code=${encodeURIComponent(set)}`,
  `?run=1#code=${encodeURIComponent(set)}`,
  `#cell=1&code=${encodeURIComponent(set)}&run=true`,
  `#${encodeURIComponent(markup)}`,
  `#"><script>${set}</script>`,
  `#javascript:${set}`,
  `#${stepper}${encodeURIComponent(markup)}`,
  `#${stepper}a+circle&attention.step=${encodeURIComponent(markup)}`,
  `#attention.seed=${encodeURIComponent(`');${set};//`)}`,
  `#attention.edit=__proto__,0,0,1`,
  `#topic=${encodeURIComponent(markup)}`,
  `#topic=__proto__&level=constructor`,
  `?q=${encodeURIComponent(markup)}`,
];
