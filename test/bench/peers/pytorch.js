// PyTorch in a process of its own, asked line by line.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The first Python that has torch; undefined where there is none. */
export async function startPyTorch() {
  for (const python of ['python3', '/usr/bin/python3']) {
    const child = spawn(python, [join(import.meta.dirname, 'pytorch.py')], {
      stdio: ['pipe', 'pipe', 'ignore'],
      // Memory that was given back is asked for anew, page by page: it keeps its own, as the engine does.
      env: { ...process.env, MALLOC_MMAP_THRESHOLD_: '4294967295', MALLOC_TRIM_THRESHOLD_: '17179869184' },
    });
    child.on('error', () => undefined);
    child.stdin.on('error', () => undefined);
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ask = async (line) => {
      child.stdin.write(`${line}\n`);
      const { value } = await answers.next();
      return value === undefined ? undefined : JSON.parse(value);
    };
    const tried = await ask(
      JSON.stringify({ input: { shape: [1, 1, 1] }, layers: ['ReLU'], loss: 'MSELoss' }),
    );
    if (tried) return { ...tried, ask, stop: () => child.stdin.end() };
  }
  return undefined;
}
