import { spawnSync } from 'node:child_process';

/** Whether a program that some tests need is here; if not, says out loud what is skipped and how to get it. */
export function have(program: string, install: string): boolean {
  const found = spawnSync(program, ['-v']).error === undefined;
  if (!found)
    console.warn(
      `SKIPPED: ${program} is not here, so tests that need it do not run; ${install} installs it.`,
    );
  return found;
}
