import { fork } from 'node:child_process';
import { join } from 'node:path';
import { seedOf } from './corpus.js';

/** What every input has to keep. */
export const mostSeconds = 5;
export const mostMegabytes = 300;
const longestMessage = 900;
/** A process that says nothing for so long hangs, however busy the machine is. */
const hangs = 60;

/** Reads inputs in a process beside this one, which is ended when it hangs and begun anew after a fault. */
export class Reading {
  #child;
  /** Kilobytes before the first input. */
  #start = 0;

  /** Undefined where the law is kept, else what is broken; and what became of the input. */
  async outcome(reader, { file, bytes }) {
    const first = await this.#outcome(reader, file, bytes);
    // Memory that others left is no fault of this input.
    if (first.kind !== 'large') return { ...first, broken: broken(first) };
    this.stop();
    const again = await this.#outcome(reader, file, bytes);
    return { ...again, broken: broken(again) };
  }

  stop() {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  async #outcome(reader, file, bytes) {
    const child = await this.#ready(reader);
    const answer = await answerOf(child, { reader, file, bytes });
    if (answer.kind === 'hung' || answer.kind === 'died') this.stop();
    if (answer.milliseconds > mostSeconds * 1000)
      return { ...answer, kind: 'slow', message: `${Math.round(answer.milliseconds)} ms` };
    const megabytes = ((answer.kilobytes ?? 0) - this.#start) / 1024;
    if (megabytes > mostMegabytes) {
      this.stop();
      return { ...answer, kind: 'large', message: `${Math.round(megabytes)} MB beyond the start` };
    }
    return answer;
  }

  async #ready(reader) {
    if (this.#child) return this.#child;
    this.#child = fork(join(import.meta.dirname, 'child.js'), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-old-space-size=1000'],
    });
    await answerOf(this.#child);
    // What is loaded by the first input is not that input's memory.
    const { kilobytes } = await answerOf(this.#child, { reader, ...seedOf(reader) });
    this.#start = kilobytes;
    return this.#child;
  }
}

/** What the process says next, after it was sent something. */
function answerOf(child, sent) {
  return new Promise((resolve) => {
    const end = (answer) => {
      clearTimeout(timer);
      child.off('message', end);
      child.off('exit', died);
      resolve(answer);
    };
    const died = () => end({ kind: 'died', message: 'the process ended' });
    const timer = setTimeout(() => end({ kind: 'hung', message: `nothing for ${hangs} s` }), hangs * 1000);
    child.on('message', end);
    child.on('exit', died);
    if (sent) child.send(sent);
  });
}

function broken({ kind, message = '' }) {
  if (kind === 'read') return undefined;
  if (kind !== 'refused') return `${kind}: ${message}`;
  if (message.length > longestMessage * (1 + message.split('\n').length / 2))
    return `a message of ${message.length} characters`;
  const [first] = message.split('\n');
  if (/[\p{Cc}\u2028\u2029\u202A-\u202E]/u.test(message.replaceAll('\n', '')))
    return `control characters: ${JSON.stringify(message)}`;
  if (!/[.:]$/.test(first)) return `no sentence: ${message}`;
  return undefined;
}
