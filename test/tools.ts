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

/** Whether TeX has a file, such as the class of a conference; if not, says so out loud. */
export function haveTexFile(file: string, install: string): boolean {
  const found = spawnSync('kpsewhich', [file]).status === 0;
  if (!found)
    console.warn(`SKIPPED: ${file} is not here, so what needs it is not compiled; ${install} installs it.`);
  return found;
}
