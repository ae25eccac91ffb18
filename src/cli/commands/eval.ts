import { type Command, Option } from 'commander';
import type { EvaluatedModel } from '../../evaluate/evaluated.ts';
import type { WriteParts } from '../options/arrays-file.ts';
import { writeOut } from '../terminal/standard-output.ts';

interface Options {
  readonly variant?: string;
  readonly json?: boolean;
  readonly values?: readonly string[];
  readonly wrt?: string;
  readonly order?: '1' | '2';
  readonly times?: string;
  readonly jacobian?: string;
  readonly output?: string;
}

export function evalCommand(command: Command): void {
  command
    .description('outputs, loss and gradients in numbers, exact and in floating point')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .option('--json', 'print JSON')
    .option(
      '--values <file>',
      'take the values from this file (.json, .yaml, .npz, .safetensors); may be said several times',
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .option('--wrt <names>', 'differentiate by these, such as W,I (default: the input and every parameter)')
    .addOption(new Option('--order <order>', '2 for second derivatives too').choices(['1', '2']))
    .option(
      '--times <file>',
      'with --order 2: the product with the direction in this file, by name or the only one',
    )
    .option('--jacobian <outputs>', 'the derivatives of these outputs, such as o,p')
    .option('--variant <code>', 'with the numbers of this variant of its worksheets')
    .option(
      '-o, --output <file>',
      'write the arrays into this file (.npz, .safetensors) in place of printing them: W is the gradient by W, o an output, L the loss',
    )
    .addHelpText(
      'after',
      '\nExample:\n  gradsheet eval templates/how-a-filter-learns.yaml --json\n  gradsheet eval resnet18.yaml -o grads.safetensors',
    )
    .action(async (file: string, options: Options) => {
      const { directionsArgument, modelArgument } = await import('../options/model-argument.ts');
      const { arraysWriter, demandPrintable } = await import('../options/arrays-file.ts');
      const { evaluateModel } = await import('../../evaluate/evaluate-model.ts');
      const { inSteps } = await import('../terminal/steps.ts');
      const { output } = options;
      const write = output === undefined ? undefined : await arraysWriter(output);
      const model = await modelArgument(file, {
        ...(options.values && { values: options.values }),
        ...(options.variant !== undefined && { variant: options.variant }),
        anySize: true,
      });
      const wrt = namesListed(options.wrt);
      if (output === undefined) demandPrintable(model, wrt);
      const evaluated = await inSteps(write ? 2 : 1, model, async (next) => {
        next('outputs and gradients');
        const found = evaluateModel(model, {
          order: options.order === '2' || options.times !== undefined ? 2 : 1,
          ...(wrt && { wrt }),
          ...(options.times !== undefined && {
            times: await directionsArgument(options.times, model, wrt),
          }),
          ...(options.jacobian !== undefined && { jacobian: namesListed(options.jacobian) ?? [] }),
        });
        if (output !== undefined && write) {
          next(`writing ${output}`);
          await writeArrays(found, output, write);
        }
        return found;
      });
      writeOut(await printed(evaluated, options));
    });
}

async function writeArrays(evaluated: EvaluatedModel, file: string, write: WriteParts): Promise<void> {
  const { evaluatedArrays } = await import('../../evaluate/evaluated-arrays.ts');
  const { writeFile } = await import('../write-file.ts');
  writeFile(file, write(evaluatedArrays(evaluated)));
}

/** All numbers, or what is to be said beside a file of them. */
async function printed(evaluated: EvaluatedModel, { json, output }: Options): Promise<string> {
  const { evaluatedJson } = await import('../../evaluate/evaluated-json.ts');
  const { evaluatedText } = await import('../../evaluate/evaluated-text.ts');
  const { describedJson, withoutArrays } = await import('../../evaluate/described-json.ts');
  if (json) {
    const content = output === undefined ? evaluatedJson(evaluated) : describedJson(evaluated, output);
    return `${JSON.stringify(content, null, 2)}\n`;
  }
  if (output === undefined) return evaluatedText(evaluated);
  return `${evaluatedText(withoutArrays(evaluated))}wrote ${output}\n`;
}

/** "W, I" as the names in it. */
function namesListed(names: string | undefined): string[] | undefined {
  return names?.split(',').map((name) => name.trim());
}
