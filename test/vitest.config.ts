import { defineConfig } from 'vitest/config';

/** What starts other programs, or the command itself: TeX, a browser, Typst, Python, VitePress. */
const paper = [
  'campaign/**/*.test.ts',
  'cli/**/*.test.ts',
  'contributing/**/*.test.ts',
  'code/{agrees,large,names}.test.ts',
  'docs/**/*.test.ts',
  'figures/{compile,same-picture}.test.ts',
  'formats/**/*.test.ts',
  'fuzz/**/*.test.ts',
  'pages/**/*.test.ts',
  'readme.test.ts',
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
