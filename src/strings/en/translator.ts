/** What the translator says, in English. */
export const translatorStrings = {
  region: 'Translate English to Chinese',
  label: 'An English sentence about one or two things',
  translate: 'Translate',
  translating: 'Translating…',
  result: 'Chinese, token by token',
  nothing: 'Press Translate: the Chinese comes token by token, with what each one looks at.',
  done: (source: string, target: string, milliseconds: number) =>
    `“${source}” became “${target}” in ${milliseconds.toFixed(0)} ms.`,
  greedy:
    'Greedy decoding: at each place the likeliest token is taken, and never taken back. With the token [eos] the model ends.',
  cut: 'It did not end by itself: this is the longest translation that it may give.',
  time: 'Token',
  position: (at: number, all: number) => `Token ${at} of ${all}`,
  spoken: (at: number, all: number, token: string) => `${at} of ${all}: ${token}`,
  candidates: (token: string) => `What could have stood at “${token}”`,
  looks: (token: string, word: string, share: string, layer: number, head: number) =>
    `When it chose “${token}”, layer ${layer}, head ${head} looked most at “${word}”: ${share}.`,
  attention: 'Cross-attention: Chinese rows look at English columns',
  counting: 'Layers and heads are counted from 1 here, from 0 on the card.',
  cell: (token: string, word: string, share: string) => `${token} to ${word}: ${share}`,
  cache: 'Keys and values that are kept',
  cacheSentence: (tokens: number, bytes: string, growth: string) =>
    `After ${tokens} ${tokens === 1 ? 'token' : 'tokens'} the cache holds ${bytes}. Each token adds ${growth}: its own keys and values, one pair a layer.`,
  bytes: (bytes: number) => `${bytes.toLocaleString('en-US')} bytes`,
  columns: {
    token: 'Token',
    chance: 'Chance',
    next: 'Next best',
    looks: 'Looks at',
    cache: 'Cache in bytes',
  },
  noScript: (english: string, chinese: string) =>
    `With JavaScript, a small encoder-decoder translates your own sentences here. It learned from pairs such as “${english}” and “${chinese}”.`,
} as const;
