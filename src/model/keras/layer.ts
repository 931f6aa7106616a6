import type * as tf from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import type { Shape } from '@tensorflow/tfjs-layers';
import type { LayerArgs } from '@tensorflow/tfjs-layers/dist/engine/topology';
import { expectCount, expectDivisible } from '../check.ts';
import { ModelError } from '../error.ts';
import type { LayerConfig } from '../config.ts';
import { disposeParams, flatten, mapParams } from '../params.ts';
import { createRandom, hashSeed } from '../random.ts';
import type { Random } from '../random.ts';
import type { Tap } from '../tap.ts';
import { dropoutTap, expectRate } from './dropout.ts';
import type { DropoutRates } from './dropout.ts';
import { shapesOf } from './inputs.ts';

/** A layer's architecture and how it trains: what `getConfig` adds to what every layer has. */
export interface TransformerLayerConfig extends LayerConfig, DropoutRates {
  /** Weights and dropout are drawn from it and from the layer's name. 0 unless told otherwise. */
  readonly seed?: number | undefined;
}

/** What the constructor takes: the config, and `name`, `trainable` and so on, as in Keras. */
export type TransformerLayerArgs = TransformerLayerConfig & LayerArgs;

/** What a call may say besides its inputs. */
export interface CallOptions {
  /** Whether dropout is on: `model.fit` says so. */
  readonly training?: boolean | undefined;
  /** The padding of the first input, [B, T]: 1 or true = a real token. */
  readonly mask?: tf.Tensor | null | readonly (tf.Tensor | null)[] | undefined;
}

/** Every switch once. A new one of `LayerConfig` does not compile before it is here. */
const KEYS = {
  ...{ width: true, heads: true, inner: true, keyValueHeads: true, norm: true, normKind: true },
  ...{ activation: true, positions: true, window: true, experts: true },
  ...{ dropout: true, attentionDropout: true, seed: true },
} satisfies Record<keyof TransformerLayerConfig, true>;

/** The paper's rate, section 5.4. */
const DROPOUT = 0.1;

/**
 * What the two layers of Keras's form share: weights as variables of Keras's kind, config, dropout.
 * What they compute is what the library's functions compute.
 *
 * A model of tfjs-layers handles masks less well than Keras. It hands a layer the mask of its first
 * input alone; and once it met a mask, it hands it to later layers whose own inputs have none.
 * Where that matters, pass the mask as an input.
 */
export abstract class TransformerLayer<P extends object> extends layers.Layer {
  protected readonly config: TransformerLayerConfig;
  private readonly random: Random;
  private tree: P | undefined;

  constructor(args: TransformerLayerArgs) {
    super(args);
    this.supportsMasking = true;
    this.config = configOf(args);
    const { width, heads, inner, dropout, attentionDropout } = this.config;
    const where = this.getClassName();
    expectCount(where, 'width', width);
    expectCount(where, 'inner', inner);
    expectDivisible(where, width, heads);
    expectRate(where, 'dropout', dropout);
    expectRate(where, 'attentionDropout', attentionDropout);
    this.random = this.stream('dropout');
  }

  /** How many of the inputs are sequences [B, T, D]; masks may follow. */
  protected abstract readonly sequences: number;

  /** Draws the weights. */
  protected abstract init(random: Random): P;

  override build(inputShape: Shape | Shape[]): void {
    this.expectWidth(inputShape);
    const drawn = this.init(this.stream('weights'));
    const zeros = initializers.zeros();
    this.tree = mapParams(drawn, (path, { shape }) =>
      this.addWeight(path, [...shape], 'float32', zeros).read(),
    );
    this.setWeights(flatten(drawn).map(([, tensor]) => tensor));
    disposeParams(drawn);
    super.build(inputShape);
  }

  /** The weights as the tree that the library's functions take: the variables themselves. */
  get params(): P {
    if (this.tree) return this.tree;
    throw new ModelError(
      this.getClassName(),
      'a layer that was built',
      `${this.name} without weights`,
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    return Object.assign(super.getConfig(), this.config);
  }

  /** The tap that drops in training, and else does nothing. */
  protected dropout({ training = false }: CallOptions): Tap {
    return dropoutTap(this.random, training ? this.config : {});
  }

  private expectWidth(inputShape: Shape | Shape[]): void {
    for (const shape of shapesOf(inputShape).slice(0, this.sequences)) {
      if (shape.length === 3 && shape[2] === this.config.width) continue;
      const wanted = `an input of shape [B, T, ${this.config.width}]`;
      throw new ModelError(this.getClassName(), wanted, `[${shape.join(', ')}]`);
    }
  }

  private stream(purpose: string): Random {
    return createRandom(hashSeed(this.config.seed ?? 0, `${this.name} ${purpose}`));
  }
}

function configOf(args: TransformerLayerConfig): TransformerLayerConfig {
  const keys = Object.keys(KEYS) as (keyof TransformerLayerConfig)[];
  const given = keys.filter((key) => args[key] !== undefined).map((key) => [key, args[key]]);
  return { dropout: DROPOUT, seed: 0, ...Object.fromEntries(given) } as TransformerLayerConfig;
}
