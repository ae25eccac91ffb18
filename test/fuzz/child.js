import { read } from './read.js';

/** A process of its own, which may hang or run out of memory: reads the files that it is sent, and says how each ended. */

process.on('message', async ({ reader, file, bytes }) => {
  const began = performance.now();
  let ended;
  try {
    await read[reader](bytes, file);
    ended = { kind: 'read' };
  } catch (error) {
    ended =
      error instanceof Error && error.name === 'BadInput'
        ? { kind: 'refused', message: error.message }
        : { kind: 'fault', message: String(error?.stack ?? error).slice(0, 2000) };
  }
  const milliseconds = performance.now() - began;
  process.send({ ...ended, milliseconds, kilobytes: process.resourceUsage().maxRSS });
});
process.send({ kind: 'ready', kilobytes: process.resourceUsage().maxRSS });
