import type { StepText } from '../../interview/mock/chains/chain.ts';

const number = (value: number | undefined, digits = 2) =>
  (value ?? NaN).toLocaleString('en-US', { maximumFractionDigits: digits });

/** How a number that is gone on with is called. */
const from = (own: boolean) => (own ? 'your' : 'the right');

/** The follow-ups of a mock interview, in English: by chain, a step each. */
export const chainTexts: Readonly<Record<string, readonly StepText[]>> = {
  cache: [
    {
      title: 'bytes of a KV cache',
      prompt: ({ layers, heads, width, tokens }) =>
        `You serve a language model with ${number(layers)} layers and ${number(heads)} heads of width ${number(width)}. Keys and values are not shared. How many bytes is the KV cache of one sequence of ${number(tokens)} tokens, in float16?`,
      hint: 'Keys and values, in each layer, for each head and token. Two bytes each.',
      tests: 'Whether you can size a cache without a table.',
      why: 'Two tensors for each layer and token, two bytes a number.',
      slips: {
        keysAlone: 'That holds keys alone.',
        oneLayer: 'That is one layer.',
        single: 'That is four bytes a number. float16 has two.',
      },
    },
    {
      title: 'the cache with groups and more tokens',
      choose: 'It is too large. How many groups of key/value heads do you take?',
      option: (groups) => (groups === 1 ? '1 group' : `${number(groups)} groups`),
      prompt: ({ groups, tokens, heads }) =>
        `Now with ${groups === 1 ? '1 group' : `${number(groups)} groups`} for the ${number(heads)} query heads, at ${number(tokens)} tokens: how many bytes?`,
      hint: 'Only key/value heads are kept. And the sequence is longer than before.',
      tests:
        'Whether you know which heads grouped-query attention shares, and what grows with length.',
      why: 'The number of query heads does not matter to the cache; the number of tokens does.',
      slips: {
        queryHeads: 'That counts query heads. Only keys and values are kept.',
        groupSize: 'That takes the number of query heads in a group for the number of groups.',
        oldLength: 'That is the length of before.',
      },
    },
    {
      title: 'how many sequences fit',
      prompt: ({ room, bytes }, own) =>
        `After the weights, ${number(room)} GiB are left. Going by ${from(own)} ${number(bytes)} bytes for a sequence: how many whole sequences fit?`,
      hint: 'A GiB is 2^30 bytes. A part of a sequence is none.',
      tests: 'Whether you go from bytes to users, and round down.',
      why: 'Each sequence has a cache of its own, and a part of one serves nobody.',
      slips: { roundedUp: 'The last one does not fit whole.' },
    },
  ],
  clip: [
    {
      title: 'tokens of a clip',
      prompt: ({ frames, height, width }) =>
        `A clip has ${number(frames)} frames of ${number(height)} × ${number(width)} pixels. A causal network shrinks time by 4 and space by 8, and keeps the first frame alone. Patches are 1 × 2 × 2. How many tokens does the transformer see?`,
      hint: 'First the frames of latents, then the patches of one of them.',
      tests: 'Whether you can turn a clip into a number of tokens, the first frame included.',
      why: 'The first frame is compressed alone, the others in groups of four. A patch covers 16 × 16 pixels.',
      slips: {
        latents: 'Those are latents. Four of them make a patch.',
        allFrames: 'Time is compressed, too.',
      },
    },
    {
      title: 'tokens of a smaller clip',
      choose: 'It is too slow. To which square do you shrink the frames before they are sampled?',
      option: (side) => `${number(side)} × ${number(side)} pixels`,
      prompt: ({ frames, side }) =>
        `Now with ${number(side)} × ${number(side)} pixels, and the same ${number(frames)} frames: how many tokens?`,
      hint: 'The frames of latents are as many as before.',
      tests: 'Whether you see which factor your choice changes.',
      why: 'Only the places of a frame change.',
      slips: {
        latents: 'Those are latents. Four of them make a patch.',
        allFrames: 'Time is compressed, too.',
        oneFrame: 'That is one frame of latents.',
      },
    },
    {
      title: 'pairs saved',
      prompt: ({ large, small }, own) =>
        `Full attention compares all pairs of tokens. Going from ${number(large)} tokens to ${from(own)} ${number(small)}: how many times fewer pairs is that?`,
      hint: 'Pairs grow with the square of the tokens.',
      tests: 'Whether you know what a smaller clip saves, and where.',
      why: 'The pairs fall with the square of the ratio.',
      slips: { tokensAlone: 'Those are the tokens. Attention compares pairs of them.' },
    },
  ],
  stack: [
    {
      title: 'parameters of a layer',
      prompt: ({ width, inner }) =>
        `You train a text model of layers as in the encoder of 2017: width ${number(width)}, inner width ${number(inner)}, with all biases. How many parameters has one layer?`,
      hint: 'One attention, one feed-forward network, two norms with gain and bias.',
      tests: 'Whether you know every part of a layer.',
      why: 'Most of them are in the feed-forward network.',
      slips: {
        oneProjection: 'Attention has four matrices: for queries, keys, values and the output.',
        noNetwork: 'That is the attention. The feed-forward network is twice as large.',
      },
    },
    {
      title: 'parameters of the stack',
      choose: 'How many such layers do you stack?',
      option: (layers) => `${number(layers)} layers`,
      prompt: ({ width, vocabulary, layers, layer }, own) =>
        `Now ${number(layers)} layers, each with ${from(own)} ${number(layer)} parameters, and one table of ${number(vocabulary)} tokens and width ${number(width)} for both ends. How many parameters are that in all?`,
      hint: 'The table counts once.',
      tests: 'Whether you know when the table matters, and what tying saves.',
      why: 'The layers grow with the depth, the table does not.',
      slips: {
        noTable: 'That leaves out the table.',
        untied: 'That counts the table twice. Both ends share it.',
      },
    },
    {
      title: 'bytes of its training',
      prompt: ({ parameters }, own) =>
        `You train ${from(own)} ${number(parameters)} parameters with Adam in mixed precision: weights and gradients in 16 bits; a copy of the weights and two moments in 32 bits. How many bytes are that, before activations?`,
      hint: 'Five numbers a parameter: two small ones, three large ones.',
      tests: 'Whether you know why training takes many times the memory of the weights.',
      why: 'Sixteen bytes a parameter.',
      slips: {
        weightsAlone: 'Those are the 16-bit weights alone.',
        noCopy: 'That leaves out the copy of the weights in 32 bits.',
        noMoments: 'That leaves out the two moments of Adam.',
      },
    },
  ],
  sampler: [
    {
      title: 'runs of the network',
      choose: 'How many steps do you sample with?',
      option: (steps) => `${number(steps)} steps`,
      prompt: ({ steps, order }) =>
        `With ${number(steps)} steps, a solver that asks for ${order === 1 ? '1 velocity' : `${number(order)} velocities`} a step, and classifier-free guidance: how often does the network run for a clip?`,
      hint: 'Guidance needs a prediction with the text and one without.',
      tests: 'Whether you know what sampling costs, beyond the number of steps.',
      why: 'Guidance doubles every evaluation.',
      slips: {
        noGuidance: 'Guidance needs two predictions.',
        stepsAlone: 'Guidance doubles the calls, and a solver may ask for more than one a step.',
      },
    },
    {
      title: 'clips an hour',
      prompt: ({ seconds, calls }, own) =>
        `Each run takes ${number(seconds)} s on your device. Going by ${from(own)} ${number(calls)} runs a clip: how many clips an hour does it make?`,
      hint: 'An hour has 3,600 seconds.',
      tests: 'Whether you get from calls to what a device earns.',
      why: 'The rest of the pipeline is left out: text encoder and decoder run once a clip.',
      slips: {
        oneCall: 'That is one run of the network a clip.',
        minute: 'That is a minute.',
      },
    },
  ],
};
