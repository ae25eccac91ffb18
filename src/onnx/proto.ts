import protobuf from 'protobufjs/light.js';
import * as z from 'zod';
import { BadInput } from '../bad-input.ts';

/** The messages of ONNX that an import needs, with their field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const messages = protobuf.Root.fromJSON({
  nested: {
    ModelProto: {
      fields: {
        graph: { id: 7, type: 'GraphProto' },
        opsetImport: { id: 8, type: 'OperatorSetIdProto', rule: 'repeated' },
      },
    },
    OperatorSetIdProto: { fields: { domain: { id: 1, type: 'string' }, version: { id: 2, type: 'int64' } } },
    GraphProto: {
      fields: {
        node: { id: 1, type: 'NodeProto', rule: 'repeated' },
        name: { id: 2, type: 'string' },
        initializer: { id: 5, type: 'TensorProto', rule: 'repeated' },
        input: { id: 11, type: 'ValueInfoProto', rule: 'repeated' },
        output: { id: 12, type: 'ValueInfoProto', rule: 'repeated' },
      },
    },
    NodeProto: {
      fields: {
        input: { id: 1, type: 'string', rule: 'repeated' },
        output: { id: 2, type: 'string', rule: 'repeated' },
        name: { id: 3, type: 'string' },
        opType: { id: 4, type: 'string' },
        attribute: { id: 5, type: 'AttributeProto', rule: 'repeated' },
        domain: { id: 7, type: 'string' },
      },
    },
    AttributeProto: {
      fields: {
        name: { id: 1, type: 'string' },
        f: { id: 2, type: 'float' },
        i: { id: 3, type: 'int64' },
        s: { id: 4, type: 'bytes' },
        t: { id: 5, type: 'TensorProto' },
        floats: { id: 7, type: 'float', rule: 'repeated', options: { packed: false } },
        ints: { id: 8, type: 'int64', rule: 'repeated', options: { packed: false } },
      },
    },
    TensorProto: {
      fields: {
        dims: { id: 1, type: 'int64', rule: 'repeated', options: { packed: false } },
        dataType: { id: 2, type: 'int32' },
        floatData: { id: 4, type: 'float', rule: 'repeated' },
        int32Data: { id: 5, type: 'int32', rule: 'repeated' },
        int64Data: { id: 7, type: 'int64', rule: 'repeated' },
        name: { id: 8, type: 'string' },
        rawData: { id: 9, type: 'bytes' },
        doubleData: { id: 10, type: 'double', rule: 'repeated' },
        dataLocation: { id: 14, type: 'int32' },
      },
    },
    ValueInfoProto: { fields: { name: { id: 1, type: 'string' }, type: { id: 2, type: 'TypeProto' } } },
    TypeProto: { fields: { tensorType: { id: 1, type: 'TensorTypeProto' } } },
    TensorTypeProto: {
      fields: { elemType: { id: 1, type: 'int32' }, shape: { id: 2, type: 'TensorShapeProto' } },
    },
    TensorShapeProto: { fields: { dim: { id: 1, type: 'Dimension', rule: 'repeated' } } },
    Dimension: { fields: { dimValue: { id: 1, type: 'int64' }, dimParam: { id: 2, type: 'string' } } },
  },
});

const tensor = z.object({
  dims: z.array(z.number()),
  dataType: z.number(),
  floatData: z.array(z.number()),
  int32Data: z.array(z.number()),
  int64Data: z.array(z.number()),
  doubleData: z.array(z.number()),
  name: z.string(),
  rawData: z.instanceof(Uint8Array),
  dataLocation: z.number(),
});
export type TensorProto = z.output<typeof tensor>;

const attribute = z.object({
  name: z.string(),
  f: z.number(),
  i: z.number(),
  s: z.instanceof(Uint8Array),
  t: tensor.nullish(),
  floats: z.array(z.number()),
  ints: z.array(z.number()),
});

const node = z.object({
  input: z.array(z.string()),
  output: z.array(z.string()),
  name: z.string(),
  opType: z.string(),
  attribute: z.array(attribute),
  domain: z.string(),
});
export type NodeProto = z.output<typeof node>;

const dimension = z.object({ dimValue: z.number(), dimParam: z.string() });
const value = z.object({
  name: z.string(),
  type: z
    .object({
      tensorType: z
        .object({ elemType: z.number(), shape: z.object({ dim: z.array(dimension) }).nullish() })
        .nullish(),
    })
    .nullish(),
});
export type ValueInfo = z.output<typeof value>;

const model = z.object({
  graph: z.object({
    node: z.array(node),
    name: z.string(),
    initializer: z.array(tensor),
    input: z.array(value),
    output: z.array(value),
  }),
  opsetImport: z.array(z.object({ domain: z.string(), version: z.number() })),
});
export type ModelProto = z.output<typeof model>;

/** The model in a file's bytes. Throws BadInput for bytes that are none, or that are cut off. */
export function decodeModel(bytes: Uint8Array, file: string): ModelProto {
  const decoded = model.safeParse(decode('ModelProto', bytes, file));
  if (decoded.success) return decoded.data;
  throw notOnnx(file, 'ONNX model with a graph');
}

/** One tensor, as ONNX's own tests store their inputs and outputs. */
export function decodeTensor(bytes: Uint8Array, file: string): TensorProto {
  const decoded = tensor.safeParse(decode('TensorProto', bytes, file));
  if (decoded.success) return decoded.data;
  throw notOnnx(file, 'ONNX tensor');
}

/** Nodes, tensors, attributes, ...: an empty one of two bytes takes a kilobyte when it is decoded. */
const mostParts = 100_000;

/** The library checks every length against the bytes that are there; how many messages they are is counted before. */
function decode(type: string, bytes: Uint8Array, file: string): unknown {
  const message = messages.lookupType(type);
  let parts: number;
  try {
    parts = partsIn(message, protobuf.Reader.create(bytes), bytes.length);
  } catch {
    throw notOnnx(file, 'ONNX model');
  }
  if (parts > mostParts)
    throw new BadInput(
      `${file}: found ${parts} nodes, tensors and attributes, expected at most ${mostParts}.`,
    );
  try {
    return message.toObject(message.decode(bytes), { longs: Number, defaults: true, arrays: true });
  } catch {
    throw notOnnx(file, 'ONNX model');
  }
}

/** How many messages there are within a message that ends at `end`. */
function partsIn(message: protobuf.Type, reader: protobuf.Reader, end: number): number {
  let parts = 0;
  while (reader.pos < end) {
    const tag = reader.uint32();
    const field = message.fieldsById[tag >>> 3]?.resolve();
    if ((tag & 7) === 2 && field?.resolvedType instanceof protobuf.Type) {
      const length = reader.uint32();
      parts += 1 + partsIn(field.resolvedType, reader, reader.pos + length);
    } else reader.skipType(tag & 7);
  }
  return parts;
}

function notOnnx(file: string, expected: string): BadInput {
  return new BadInput(`${file}: not an ${expected}, or cut off.`);
}
