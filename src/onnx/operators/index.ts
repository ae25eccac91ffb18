import type { Catalogue } from '../../catalogue.ts';
import { Activation, Clip, PRelu, Softmax } from './activations.ts';
import { Conv, ConvTranspose } from './convolution.ts';
import { Gemm, MatMul } from './dense.ts';
import { Add, Arithmetic, Concat } from './joining.ts';
import { BatchNormalization, GroupNormalization, LayerNormalization } from './normalization.ts';
import type { Operator } from './operator.ts';
import { AveragePool, GlobalPool, LpPool, MaxPool } from './pooling.ts';
import { Resize } from './resize.ts';
import { Constant, Flatten, Identity, Reshape, Squeeze } from './shapes.ts';

/** The operators of ONNX that become layers, by name. */
export const operators: Catalogue<Operator> = Object.fromEntries(
  [
    Activation,
    Add,
    Arithmetic,
    AveragePool,
    BatchNormalization,
    Clip,
    Concat,
    Constant,
    Conv,
    ConvTranspose,
    Flatten,
    Gemm,
    GlobalPool,
    GroupNormalization,
    Identity,
    LayerNormalization,
    LpPool,
    MatMul,
    MaxPool,
    PRelu,
    Reshape,
    Resize,
    Softmax,
    Squeeze,
  ].flatMap((operator) => operator.names.map((name) => [name, operator])),
);
