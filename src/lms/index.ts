import type { Catalogue, Lazy } from '../catalogue.ts';
import type { LmsFormat } from './lms-format.ts';

/** What learning management systems read, by name. */
export const lmsFormats = {
  moodle: { endings: ['.xml'], load: async () => (await import('./moodle.ts')).moodle },
  qti21: { endings: ['.zip'], load: async () => (await import('./qti21.ts')).qti21 },
  qti12: { endings: ['.zip'], load: async () => (await import('./qti12.ts')).qti12 },
} satisfies Catalogue<Lazy<LmsFormat>>;

export type LmsName = keyof typeof lmsFormats;
