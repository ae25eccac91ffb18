import { entryCount, type Shape } from '../index/tensor.ts';
import type { TensorProto } from './proto.ts';
import { Unsupported } from './unsupported.ts';

/** Constant numbers of a graph. */
export interface ConstantNumbers {
  readonly shape: Shape;
  readonly data: readonly number[];
  /** Whether they were stored in 32 bits, and may be written so again. */
  readonly single: boolean;
}

const float = 1;
const int32 = 6;
const int64 = 7;
const bool = 9;
const double = 11;
const external = 1;

/** The numbers of a tensor; refused where it does not hold as many as its shape says. */
export function numbersOf(tensor: TensorProto): ConstantNumbers {
  const { dims, dataType, rawData, dataLocation, name } = tensor;
  if (dataLocation === external) throw new Unsupported(`the numbers of ${name} are in another file`);
  const shape = dims;
  const count = entryCount(shape);
  if (shape.some((size) => !Number.isInteger(size) || size < 0))
    throw new Unsupported(`${name} has the sizes [${shape.join(', ')}]`);
  const data = rawData.length > 0 ? fromBytes(tensor) : typedData(tensor);
  if (!data)
    throw new Unsupported(
      `${name} holds numbers of type ${dataType}; known are float, double, int32, int64 and bool`,
    );
  if (data.length !== count)
    throw new Unsupported(`${name} holds ${data.length} numbers, and [${shape.join(', ')}] takes ${count}`);
  return { shape, data, single: dataType !== double };
}

function typedData({
  dataType,
  floatData,
  doubleData,
  int32Data,
  int64Data,
}: TensorProto): number[] | undefined {
  return {
    [float]: floatData,
    [double]: doubleData,
    [int32]: int32Data,
    [bool]: int32Data,
    [int64]: int64Data,
  }[dataType];
}

function fromBytes({ dataType, rawData }: TensorProto): number[] | undefined {
  const size = { [float]: 4, [int32]: 4, [int64]: 8, [double]: 8, [bool]: 1 }[dataType];
  if (size === undefined || rawData.length % size !== 0) return undefined;
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return Array.from({ length: rawData.length / size }, (_, at) => {
    switch (dataType) {
      case float:
        return view.getFloat32(at * size, true);
      case double:
        return view.getFloat64(at * size, true);
      case int32:
        return view.getInt32(at * size, true);
      case bool:
        return view.getUint8(at);
      default:
        return Number(view.getBigInt64(at * size, true));
    }
  });
}
