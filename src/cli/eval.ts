import type { Command } from 'commander';

interface Options {
  readonly json?: boolean;
  readonly values?: string;
}

export function addEval(program: Command): void {
  program
    .command('eval')
    .description('outputs, loss and gradients in numbers, exact and in floating point')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .option('--json', 'print JSON')
    .option('--values <file>', 'take the values from this file (.json, .yaml, .npz, .safetensors)')
    .addHelpText('after', '\nExample:\n  gradsheet eval templates/how-a-filter-learns.yaml --json')
    .action(async (file: string, { json, values }: Options) => {
      const { modelArgument } = await import('./model-argument.ts');
      const { evaluateModel } = await import('../evaluate/evaluate-model.ts');
      const { evaluatedJson } = await import('../evaluate/evaluated-json.ts');
      const { evaluatedText } = await import('../evaluate/evaluated-text.ts');
      const evaluated = evaluateModel(modelArgument(file, values));
      process.stdout.write(
        json ? `${JSON.stringify(evaluatedJson(evaluated), null, 2)}\n` : evaluatedText(evaluated),
      );
    });
}
