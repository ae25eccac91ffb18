import type { Command } from 'commander';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('the JSON Schema of model files, for completion and checks in editors')
    .addHelpText('after', '\nExample:\n  gradsheet schema > gradsheet.schema.json')
    .action(async () => {
      const { modelSchema } = await import('../model/schema.ts');
      const { worksheetSchema } = await import('../worksheet/section.ts');
      process.stdout.write(`${JSON.stringify(modelSchema(worksheetSchema()), null, 2)}\n`);
    });
}
