/** Endings of files of values; names only, so that asking costs nothing. A test holds them against the formats there are. */
export const valuesEndings = ['csv', 'json', 'npy', 'npz', 'safetensors', 'yaml', 'yml'] as const;

/** Whether a name ends as files of values do. */
export function isValuesFile(name: string): boolean {
  return valuesEndings.some((ending) => ending === endingOf(name));
}

/** "npz" for "weights.NPZ". */
export function endingOf(name: string): string {
  return /\.([A-Za-z]+)$/.exec(name)?.[1].toLowerCase() ?? '';
}
