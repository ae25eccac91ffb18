import type { Catalogue } from '../catalogue.ts';
import { activationDerivativeForgotten } from './activationDerivativeForgotten.ts';
import { averageFactor } from './averageFactor.ts';
import { biasNotSummed } from './biasNotSummed.ts';
import { channelsSwapped } from './channelsSwapped.ts';
import { constantFactor } from './constantFactor.ts';
import { dilationOff } from './dilationOff.ts';
import { everyCellOfMaxWindow } from './everyCellOfMaxWindow.ts';
import { everyTiedCell } from './everyTiedCell.ts';
import { filterNotRotated } from './filterNotRotated.ts';
import { flattenOrder } from './flattenOrder.ts';
import { layoutHWIO } from './layoutHWIO.ts';
import { lossAtWrongLayer } from './lossAtWrongLayer.ts';
import { lossFactor } from './lossFactor.ts';
import { lossSign } from './lossSign.ts';
import type { Mistake } from './mistake.ts';
import { nextWeightsGradient } from './nextWeightsGradient.ts';
import { oneWindow } from './oneWindow.ts';
import { overwritten } from './overwritten.ts';
import { paddingOff } from './paddingOff.ts';
import { reluMaskForgotten } from './reluMaskForgotten.ts';
import { reluMaskMisplaced } from './reluMaskMisplaced.ts';
import { rotatedWeightGradient } from './rotatedWeightGradient.ts';
import { softmaxJacobianDiagonal } from './softmaxJacobianDiagonal.ts';
import { staleValues } from './staleValues.ts';
import { strideOff } from './strideOff.ts';
import { transposedMatrix } from './transposedMatrix.ts';
import { updateAdded } from './updateAdded.ts';
import { wrongWinner } from './wrongWinner.ts';

/** The catalogue of mistakes: of several that explain the same numbers those that come first here are named first. */
export const mistakes: Catalogue<Mistake> = {
  updateAdded,
  lossSign,
  lossFactor,
  averageFactor,
  everyCellOfMaxWindow,
  everyTiedCell,
  wrongWinner,
  oneWindow,
  overwritten,
  rotatedWeightGradient,
  filterNotRotated,
  transposedMatrix,
  channelsSwapped,
  flattenOrder,
  layoutHWIO,
  strideOff,
  paddingOff,
  dilationOff,
  reluMaskForgotten,
  reluMaskMisplaced,
  activationDerivativeForgotten,
  softmaxJacobianDiagonal,
  lossAtWrongLayer,
  biasNotSummed,
  nextWeightsGradient,
  staleValues,
  constantFactor,
};
