import type { GivenArrays } from './given-arrays.ts';

/** Arrays of several sources as one: weights from a file, the input beside them. The first that has a name counts. */
export function combined(sources: readonly GivenArrays[]): GivenArrays {
  const [first, ...more] = sources;
  if (more.length === 0) return first;
  const owner = (name: string | undefined): GivenArrays =>
    sources.find((source) => name !== undefined && source.names.includes(name)) ??
    sources[sources.length - 1];
  return {
    names: [...new Set(sources.flatMap(({ names }) => names))],
    find: (name) => owner(name).find(name),
    refuse: (name, message) => owner(name).refuse(name, message),
  };
}
