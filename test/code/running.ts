import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { namesIn } from '../../src/catalogue.ts';
import { codeTargets as catalogue } from '../../src/code/index.ts';
import { sourceOf } from '../../src/code/source.ts';
import type { CodeTarget } from '../../src/code/target.ts';
import type { EvaluatedJson } from '../../src/evaluate/evaluated-json.ts';
import type { Model } from '../../src/model/model.ts';
import { codeTargets } from '../loaded.ts';

export const folder = mkdtempSync(join(tmpdir(), 'gradsheet-code-'));

export function target(name: string): CodeTarget {
  const found = codeTargets.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
}

/** What files of a target end in. */
export function endingOf(name: string): string {
  const found = namesIn(catalogue).find((target) => target === name);
  if (!found) throw new Error(name);
  return catalogue[found].endings[0];
}

export function codeOf(name: string, model: Model, wrt?: readonly string[]): string {
  const found = target(name);
  return found.write(sourceOf(model, wrt, found.reserved));
}

/** Writes the code of a model to a file of its own. */
export function written(name: string, model: Model, file: string): string {
  const path = join(folder, `${file}-${name}${endingOf(name)}`);
  writeFileSync(path, codeOf(name, model));
  return path;
}

/** Imported as a page would, not run. */
export async function runJs(path: string): Promise<EvaluatedJson> {
  const module = await import(/* @vite-ignore */ pathToFileURL(path).href);
  return module.evaluate(module.values);
}

const flags = ['-std=c99', '-Wall', '-Wextra', '-Werror', '-fsanitize=undefined', '-fno-sanitize-recover'];

/** Compiled without a warning, with bounds of arrays watched, and run. */
export function runC(path: string, ...given: readonly string[]): EvaluatedJson {
  const program = compiled(path);
  return JSON.parse(execFileSync(program, [...given], { encoding: 'utf8' }));
}

/** The program that a file of C is compiled to. */
export function compiled(path: string): string {
  const program = path.replace(/\.c$/, '');
  execFileSync('cc', [...flags, path, '-lm', '-o', program], { stdio: 'pipe' });
  return program;
}

/** The Python that has a module; undefined, said out loud, where none has. */
export function pythonWith(module: string, install: string): string | undefined {
  const found = ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', `import ${module}`]).status === 0,
  );
  if (!found)
    console.warn(
      `SKIPPED: no Python with ${module} is here, so its generated code does not run; ${install} installs it.`,
    );
  return found;
}

/** What a Python file printed. */
export interface PythonRun {
  readonly out: string;
  readonly err: string;
  readonly warnings: readonly string[];
  readonly failed: string | null;
}

/** Many files in one process, each with its arguments: loading a library takes seconds. */
export function runPython(python: string, runs: readonly (readonly string[])[]): PythonRun[] {
  const list = join(folder, 'runs.json');
  writeFileSync(list, JSON.stringify(runs));
  const { status, stdout, stderr } = spawnSync(python, ['-c', pythonRunner, list], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const pythonRunner = `
import contextlib, io, json, runpy, sys, traceback, warnings
results = []
for run in json.load(open(sys.argv[1])):
    out, err, failed = io.StringIO(), io.StringIO(), None
    sys.argv = run
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            runpy.run_path(run[0], run_name="__main__")
        except Exception:
            failed = traceback.format_exc()
    results.append({"out": out.getvalue(), "err": err.getvalue(), "failed": failed,
                    "warnings": [f"{one.filename}:{one.lineno}: {one.message}" for one in said]})
json.dump(results, sys.stdout)
`;
