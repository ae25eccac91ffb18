import type { Catalogue, Lazy } from '../catalogue.ts';
import type { CodeTarget } from './target.ts';

/** The languages and libraries that code is written for, by name. */
export const codeTargets = {
  numpy: { endings: ['.py'], load: async () => (await import('./numpy.ts')).numpy },
  torch: { endings: ['.py'], load: async () => (await import('./torch.ts')).torch },
  jax: { endings: ['.py'], load: async () => (await import('./jax.ts')).jax },
  js: { endings: ['.mjs', '.js'], load: async () => (await import('./js.ts')).js },
  c: { endings: ['.c'], load: async () => (await import('./c.ts')).c },
} satisfies Catalogue<Lazy<CodeTarget>>;

export type TargetName = keyof typeof codeTargets;
