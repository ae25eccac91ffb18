import type { Command } from 'commander';
import { writeOut } from '../terminal/standard-output.ts';

export function schemaCommand(command: Command): void {
  command
    .description('the JSON Schema of model files, for completion and checks in editors')
    .addHelpText('after', '\nExample:\n  gradsheet schema > gradsheet.schema.json')
    .action(async () => {
      const { modelSchema } = await import('../../model/schema.ts');
      const { worksheetSchema } = await import('../../worksheet/section.ts');
      writeOut(`${JSON.stringify(modelSchema(worksheetSchema()), null, 2)}\n`);
    });
}
