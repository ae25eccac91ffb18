import { defineConfig } from 'vitest/config';

/** What is written for readers, and what starts other programs: TeX, a browser, Typst, Python, VitePress, the command. */
const paper = [
  'campaign/**/*.test.ts',
  'cli/**/*.test.ts',
  'contributing/**/*.test.ts',
  'code/{agrees,large,names}.test.ts',
  'docs/**/*.test.ts',
  'document/**/*.test.ts',
  'exercises/**/*.test.ts',
  'figures/**/*.test.ts',
  'formats/**/*.test.ts',
  'fuzz/**/*.test.ts',
  'lms/**/*.test.ts',
  'pages/**/*.test.ts',
  'readme.test.ts',
  'slides/**/*.test.ts',
  'worksheet/**/*.test.ts',
];

export default defineConfig({
  test: {
    root: import.meta.dirname,
    globalSetup: 'build.ts',
    // One fewer than there are cores is usual, which of two leaves one idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests leave nothing behind: what one file has imported serves the next of its project.
    isolate: false,
    // One after the other: a process is for one project.
    projects: [
      {
        extends: true,
        test: { name: 'engine', include: ['**/*.test.ts'], exclude: paper, sequence: { groupOrder: 1 } },
      },
      { extends: true, test: { name: 'paper', include: paper, sequence: { groupOrder: 0 } } },
    ],
  },
});
