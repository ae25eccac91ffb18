import { Command, CommanderError } from 'commander';
import { BadInput } from '../bad-input.ts';
import { MissingTool } from '../missing-tool.ts';
import { commands } from './commands/index.ts';
import { stackInSources } from './terminal/stack-in-sources.ts';
import { outWritten, watchStandardOutput, writeOut } from './terminal/standard-output.ts';
import { version } from './version.ts';

/** Exit statuses: 0 done, 1 an answer is wrong, 2 bad usage or bad input, 3 a fault of ours or of a tool we need. */
const badInput = 2;
const fault = 3;

/** Node's status for a program that waits for what will never come. */
const unsettled = 13;

/** Runs one command line (without "node" and the script) as all that its process does, and returns its exit status. */
export function main(args: readonly string[]): Promise<number> {
  // Node's own statuses for these are 1, as for a wrong answer, and 13.
  process.on('uncaughtException', (error) => process.exit(report(error)));
  process.on('exit', () => {
    if (process.exitCode === unsettled)
      process.exitCode = report(new Error('it ended before its work was done'));
  });
  watchStandardOutput();
  return statusOf(args);
}

/** The exit status of one command line: 0, or what a command says by process.exitCode: that an answer is wrong. */
export async function statusOf(args: readonly string[]): Promise<number> {
  try {
    const status = await parsed(args);
    await outWritten();
    return status;
  } catch (error) {
    return report(error);
  }
}

async function parsed(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error);
  }
}

function program(): Command {
  const gradsheet = new Command('gradsheet')
    .description(
      'Derives, by symbolic differentiation, how a convolutional network learns, and writes it down.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ outputError: () => undefined, writeOut });
  for (const [name, describe] of Object.entries(commands)) describe(gradsheet.command(name));
  gradsheet.addHelpText('after', '\nExample:\n  gradsheet derive templates/how-a-filter-learns.yaml\n');
  return gradsheet;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Without a command, commander has printed the help already.
    if (error.code !== 'commander.help') console.error(oneSentence(error.message));
    return badInput;
  }
  if (error instanceof BadInput) {
    console.error(error.message);
    return badInput;
  }
  if (error instanceof MissingTool) {
    console.error(error.message);
    return fault;
  }
  console.error('This is a fault of gradsheet, not of your input:');
  if (error instanceof Error && error.stack) error.stack = stackInSources(error.stack);
  console.error(error);
  return fault;
}

/** "error: unknown option '--x'\n(Did you mean --y?)" as a sentence. */
function oneSentence(message: string): string {
  const [first, ...hints] = message
    .replace(/^error: /, '')
    .split('\n')
    .filter((line) => line !== '');
  const hint = hints.join(' ').replace(/^\(Did you mean (.*)\?\)$/, '; did you mean $1?');
  return `gradsheet: ${first.replace(/\.$/, '')}${hint === '' ? '.' : hint} See gradsheet --help.`;
}
