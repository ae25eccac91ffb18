import { unzipSync } from 'fflate';
import { BadInput } from '../bad-input.ts';
import type { FoundArray, GivenArrays } from './given-arrays.ts';
import { largestInflated } from './limits.ts';
import { npyArray } from './npy.ts';

/** Deflate makes at most 1032 bytes of one: https://zlib.net/zlib_tech.html */
const largestRatio = 1032;
const mostEntries = 65_535;

/** Arrays of NumPy by name, in a zip file. */
export function readNpz(bytes: Uint8Array, file: string): GivenArrays {
  const arrays = new Map<string, FoundArray>();
  for (const [entry, content] of Object.entries(unzipped(bytes, file))) {
    const name = entry.replace(/\.npy$/, '');
    arrays.set(name, npyArray(content, `${file}: ${name}`));
  }
  return {
    names: [...arrays.keys()],
    find: (name) => arrays.get(name),
    refuse: (name, message) => new BadInput(`${file}: ${name === undefined ? '' : `${name}: `}${message}`),
  };
}

/** The library takes the memory that the file claims to need: what it claims is checked before. */
function unzipped(bytes: Uint8Array, file: string): Record<string, Uint8Array> {
  let [count, total] = [0, 0];
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize, compression }) => {
        total += originalSize;
        // A directory may claim more entries than a file has bytes.
        if (++count > mostEntries)
          throw new BadInput(`${file}: found more than ${mostEntries} entries, expected at most so many.`);
        const possible =
          size <= bytes.length && originalSize <= (compression === 0 ? size : size * largestRatio);
        if (!possible)
          throw new BadInput(
            `${file}: ${name} claims ${originalSize} bytes from ${size} in a file of ${bytes.length}; it is damaged, or made to do harm.`,
          );
        if (total > largestInflated)
          throw new BadInput(
            `${file}: found arrays of ${total} bytes up to ${name}, expected at most ${largestInflated} in one file.`,
          );
        return name.endsWith('.npy');
      },
    });
  } catch (error) {
    if (error instanceof BadInput) throw error;
    // The library's own errors, and what a cut-off file makes it trip over.
    throw new BadInput(`${file}: not a zip file of NumPy arrays, or cut off.`);
  }
}
