import { Presets, SingleBar } from 'cli-progress';

interface Progress {
  advance(): void;
  stop(): void;
}

/** Of a run that is written down, about so many lines; shorter ones say nothing. */
const lines = 10;

/** How far a long run is: a bar with rate and time left on a terminal, a line now and then elsewhere; on standard error. */
export function progress(total: number, what: string): Progress {
  if (total < 2) return { advance: () => undefined, stop: () => undefined };
  if (process.stderr.isTTY) {
    const bar = new SingleBar(
      {
        stream: process.stderr,
        format: `{bar} {value}/{total} ${what}, {percentage} %, {eta_formatted} left`,
        etaBuffer: 50,
      },
      Presets.shades_classic,
    );
    bar.start(total, 0);
    return { advance: () => bar.increment(), stop: () => bar.stop() };
  }
  if (total < lines) return { advance: () => undefined, stop: () => undefined };
  const every = Math.ceil(total / lines);
  const start = Date.now();
  let done = 0;
  return {
    advance: () => {
      done++;
      if (done % every !== 0 && done !== total) return;
      const rate = done / Math.max(0.001, (Date.now() - start) / 1000);
      console.error(`${done} of ${total} ${what}, ${rate.toFixed(1)} a second`);
    },
    stop: () => undefined,
  };
}
