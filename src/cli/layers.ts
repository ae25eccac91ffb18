import type { Command } from 'commander';

export function addLayers(program: Command): void {
  program
    .command('layers')
    .description('the layers and losses, with their options and defaults')
    .addHelpText('after', '\nExample:\n  gradsheet layers')
    .action(async () => {
      const { catalogueText } = await import('../model/catalogue-text.ts');
      process.stdout.write(catalogueText());
    });
}
