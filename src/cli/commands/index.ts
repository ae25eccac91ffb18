import type { Command } from 'commander';
import type { Catalogue } from '../../catalogue.ts';
import { codeCommand } from './code.ts';
import { deriveCommand } from './derive.ts';
import { evalCommand } from './eval.ts';
import { figureCommand } from './figure.ts';
import { formulaCommand } from './formula.ts';
import { gradeCommand } from './grade.ts';
import { importCommand } from './import.ts';
import { layersCommand } from './layers.ts';
import { proveCommand } from './prove.ts';
import { schemaCommand } from './schema.ts';
import { stressCommand } from './stress.ts';
import { verifyCommand } from './verify.ts';
import { workerCommand } from './worker.ts';
import { worksheetCommand } from './worksheet.ts';

/** The commands, in the order in which --help lists them: each says its options. What it needs is loaded when it runs. */
export const commands: Catalogue<(command: Command) => void> = {
  code: codeCommand,
  derive: deriveCommand,
  eval: evalCommand,
  figure: figureCommand,
  formula: formulaCommand,
  grade: gradeCommand,
  import: importCommand,
  layers: layersCommand,
  prove: proveCommand,
  schema: schemaCommand,
  stress: stressCommand,
  verify: verifyCommand,
  worker: workerCommand,
  worksheet: worksheetCommand,
};
