import { type Command, Option } from 'commander';
import { writeOut } from '../terminal/standard-output.ts';

interface Options {
  readonly variant?: string;
  readonly json?: boolean;
  readonly output?: string;
  readonly values?: readonly string[];
  readonly wrt?: string;
  readonly order?: '1' | '2';
  readonly times?: string;
  readonly jacobian?: string;
}

export function evalCommand(command: Command): void {
  command
    .description('outputs, loss and gradients in numbers, exact and in floating point')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .option('--json', 'print JSON')
    .option(
      '-o, --output <file>',
      'write the arrays of outputs and gradients to this file (.npz, .safetensors), and print all else',
    )
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
    .addHelpText('after', '\nExample:\n  gradsheet eval templates/how-a-filter-learns.yaml --json')
    .action(async (file: string, options: Options) => {
      const { directionsArgument, modelArgument } = await import('../options/model-argument.ts');
      const { evaluatedJson, evaluatedJsonBeside } = await import('../../evaluate/evaluated-json.ts');
      const { evaluatedText } = await import('../../evaluate/evaluated-text.ts');
      const { demandFewPrinted } = await import('../../evaluate/few-printed.ts');
      const { demandArraysFile, writeArrays } = await import('../options/evaluated-file.ts');
      const { output } = options;
      if (output !== undefined) demandArraysFile(output);
      const model = await modelArgument(file, {
        ...(options.values && { values: options.values }),
        ...(options.variant !== undefined && { variant: options.variant }),
        anySize: true,
      });
      const wrt = namesListed(options.wrt);
      if (output === undefined) demandFewPrinted(model, wrt);
      const { evaluateModel } = await import('../../evaluate/evaluate-model.ts');
      const evaluated = evaluateModel(model, {
        order: options.order === '2' || options.times !== undefined ? 2 : 1,
        ...(wrt && { wrt }),
        ...(options.times !== undefined && { times: await directionsArgument(options.times, model, wrt) }),
        ...(options.jacobian !== undefined && { jacobian: namesListed(options.jacobian) ?? [] }),
      });
      if (output !== undefined) await writeArrays(output, evaluated);
      writeOut(
        options.json
          ? `${JSON.stringify(output === undefined ? evaluatedJson(evaluated) : evaluatedJsonBeside(output, evaluated), null, 2)}\n`
          : evaluatedText(evaluated, output),
      );
    });
}

/** "W, I" as the names in it. */
function namesListed(names: string | undefined): string[] | undefined {
  return names?.split(',').map((name) => name.trim());
}
