import { bytes, float, join, text, whole } from './protobuf.ts';

/** Writes ONNX models: https://github.com/onnx/onnx/blob/v1.20.0/onnx/onnx.proto has the fields. */

type Attribute = number | string | readonly number[] | { readonly float: number };

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>> | undefined;
}

/** Numbers that belong to the model: weights, or whole numbers such as a shape. */
export interface Constant {
  readonly shape: readonly number[];
  readonly data: Float32Array | readonly number[];
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly constants: Readonly<Record<string, Constant>>;
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly outputs: Readonly<Record<string, readonly number[]>>;
}

const OPSET = 20; // the first with Gelu
const IR_VERSION = 9;
const [FLOAT, INT64] = [1, 7] as const;

export function writeModel(graph: Graph): Uint8Array {
  const opset = join(text(1, ''), whole(2, OPSET));
  return join(whole(1, IR_VERSION), bytes(8, opset), bytes(7, writeGraph(graph)));
}

function writeGraph({ nodes, constants, inputs, outputs }: Graph): Uint8Array {
  return join(
    ...nodes.map((node) => bytes(1, writeNode(node))),
    text(2, 'bench'),
    ...Object.entries(constants).map(([name, one]) => bytes(5, writeConstant(name, one))),
    ...Object.entries(inputs).map(([name, shape]) => bytes(11, writeValue(name, shape))),
    ...Object.entries(outputs).map(([name, shape]) => bytes(12, writeValue(name, shape))),
  );
}

function writeNode({ op, inputs, outputs, attributes = {} }: Node): Uint8Array {
  return join(
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, writeAttribute(name, value))),
  );
}

function writeAttribute(name: string, value: Attribute): Uint8Array {
  const [KIND, OF_FLOAT, OF_INT, OF_STRING, OF_INTS] = [20, 1, 2, 3, 7] as const;
  const written =
    typeof value === 'number'
      ? [whole(3, value), whole(KIND, OF_INT)]
      : typeof value === 'string'
        ? [text(4, value), whole(KIND, OF_STRING)]
        : 'float' in value
          ? [float(2, value.float), whole(KIND, OF_FLOAT)]
          : [...value.map((one) => whole(8, one)), whole(KIND, OF_INTS)];
  return join(text(1, name), ...written);
}

function writeConstant(name: string, { shape, data }: Constant): Uint8Array {
  const numbers = data instanceof Float32Array ? data : BigInt64Array.from(data, BigInt);
  return join(
    ...shape.map((size) => whole(1, size)),
    whole(2, data instanceof Float32Array ? FLOAT : INT64),
    text(8, name),
    bytes(9, new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)),
  );
}

function writeValue(name: string, shape: readonly number[]): Uint8Array {
  const sizes = shape.map((size) => bytes(1, whole(1, size)));
  const tensor = join(whole(1, FLOAT), bytes(2, join(...sizes)));
  return join(text(1, name), bytes(2, bytes(1, tensor)));
}
