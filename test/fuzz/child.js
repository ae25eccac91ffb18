import { read } from './read.js';

/** A process of its own, which may hang or run out of memory: reads the files that it is sent, and says how each ended. */

process.on('message', async ({ reader, file, bytes }) => {
  const began = process.cpuUsage();
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
  // The time of this process: a busy machine is no fault of the input.
  const { user, system } = process.cpuUsage(began);
  process.send({ ...ended, milliseconds: (user + system) / 1000, kilobytes: process.resourceUsage().maxRSS });
});
process.send({ kind: 'ready', kilobytes: process.resourceUsage().maxRSS });
