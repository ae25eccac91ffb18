import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvaluatedJson } from '../../src/evaluate/evaluated-json.ts';
import { compiled, folder, runC } from './running.ts';

/** What a C program printed, or why it did not. */
export interface CRun {
  readonly found?: EvaluatedJson;
  readonly failed?: string;
}

/** Many files compiled as one, which takes a fraction of the time, then run each by itself. */
export function runManyC(paths: readonly string[]): CRun[] {
  const together = join(folder, 'together.c');
  writeFileSync(together, oneProgram(paths.map((path) => readFileSync(path, 'utf8'))));
  try {
    const program = compiled(together);
    return paths.map((_, at) =>
      attempted(() => JSON.parse(execFileSync(program, [String(at)], { encoding: 'utf8', stdio: 'pipe' }))),
    );
  } catch {
    // Each by itself, to find the one that does not compile.
    return paths.map((path) => attempted(() => runC(path)));
  }
}

function attempted(run: () => EvaluatedJson): CRun {
  try {
    return { found: run() };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

/** Everything that a file defines has the number of the file before its name; main() runs one of them. */
function oneProgram(sources: readonly string[]): string {
  const parts = sources.map((source, at) => {
    const names = [...source.matchAll(/^(?:static )?(?:const )?\w+ \**(\w+)(?=[[(;]| =)/gm)].map(
      ([, name]) => name,
    );
    const unique = [...new Set(names)];
    return [
      ...unique.map((name) => `#define ${name} n${at}_${name}`),
      source.replace(/^#include.*$/gm, ''),
      ...unique.map((name) => `#undef ${name}`),
    ].join('\n');
  });
  const headers = ['math', 'stdio', 'stdlib', 'string'].map((name) => `#include <${name}.h>`);
  const cases = sources.map((_, at) => `    case ${at}: return n${at}_main();`);
  return [
    ...headers,
    ...parts,
    'int main(int argc, char **argv)\n{',
    '    switch (argc < 2 ? -1 : atoi(argv[1])) {',
    ...cases,
    '    default: return 2;\n    }\n}\n',
  ].join('\n');
}
