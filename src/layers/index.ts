import type { Catalogue } from '../catalogue.ts';
import { AdaptiveAvgPool1d } from './AdaptiveAvgPool1d.ts';
import { AdaptiveAvgPool2d } from './AdaptiveAvgPool2d.ts';
import { AdaptiveMaxPool1d } from './AdaptiveMaxPool1d.ts';
import { AdaptiveMaxPool2d } from './AdaptiveMaxPool2d.ts';
import { Add } from './Add.ts';
import { AvgPool1d } from './AvgPool1d.ts';
import { AvgPool2d } from './AvgPool2d.ts';
import { BatchNorm1d } from './BatchNorm1d.ts';
import { BatchNorm2d } from './BatchNorm2d.ts';
import { Concat } from './Concat.ts';
import { Conv1d } from './Conv1d.ts';
import { Conv2d } from './Conv2d.ts';
import { Conv3d } from './Conv3d.ts';
import { ConvTranspose2d } from './ConvTranspose2d.ts';
import { Dropout } from './Dropout.ts';
import { ELU } from './ELU.ts';
import { Expression } from './Expression.ts';
import { Flatten } from './Flatten.ts';
import { GELU } from './GELU.ts';
import { GroupNorm } from './GroupNorm.ts';
import { Hardtanh } from './Hardtanh.ts';
import { LayerNorm } from './LayerNorm.ts';
import { LeakyReLU } from './LeakyReLU.ts';
import { Linear } from './Linear.ts';
import { LogSoftmax } from './LogSoftmax.ts';
import { LPPool2d } from './LPPool2d.ts';
import type { Layer } from './layer.ts';
import { MaxPool1d } from './MaxPool1d.ts';
import { MaxPool2d } from './MaxPool2d.ts';
import { PReLU } from './PReLU.ts';
import { ReLU } from './ReLU.ts';
import { Sigmoid } from './Sigmoid.ts';
import { SiLU } from './SiLU.ts';
import { Softmax } from './Softmax.ts';
import { Softplus } from './Softplus.ts';
import { Tanh } from './Tanh.ts';
import { Upsample } from './Upsample.ts';

/** The catalogue of layers, by name. */
export const layers: Catalogue<Layer> = {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  Add,
  AvgPool1d,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Concat,
  Conv1d,
  Conv2d,
  Conv3d,
  ConvTranspose2d,
  Dropout,
  ELU,
  Expression,
  Flatten,
  GELU,
  GroupNorm,
  Hardtanh,
  LayerNorm,
  LeakyReLU,
  Linear,
  LogSoftmax,
  LPPool2d,
  MaxPool1d,
  MaxPool2d,
  PReLU,
  ReLU,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Tanh,
  Upsample,
};
