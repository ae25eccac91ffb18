import type { Command } from 'commander';
import { addCode } from './code.ts';
import { addDerive } from './derive.ts';
import { addEval } from './eval.ts';
import { addFigure } from './figure.ts';
import { addFormula } from './formula.ts';
import { addGrade } from './grade.ts';
import { addImport } from './import.ts';
import { addLayers } from './layers.ts';
import { addProve } from './prove.ts';
import { addSchema } from './schema.ts';
import { addStress } from './stress.ts';
import { addVerify } from './verify.ts';
import { addWorker } from './worker.ts';
import { addWorksheet } from './worksheet.ts';

/** The commands, in the order in which --help lists them. What a command needs is loaded when it runs. */
export const commands: readonly ((program: Command) => void)[] = [
  addCode,
  addDerive,
  addEval,
  addFigure,
  addFormula,
  addGrade,
  addImport,
  addLayers,
  addProve,
  addSchema,
  addStress,
  addVerify,
  addWorker,
  addWorksheet,
];
