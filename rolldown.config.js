import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { dependencies } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

/** Loaded by every command, and nothing but JavaScript: as some hundred files of their own they take most of its start. */
const together = [
  '@stdlib/math-base-special-erfc',
  'commander',
  'fastest-levenshtein',
  'fraction.js',
  'jsonc-parser',
  'tinyqueue',
  'yaml',
  'zod',
];
const apart = Object.keys(dependencies).filter((name) => !together.includes(name));

/** The command in few files. What imports the package gets the modules of dist/ one by one, with their types. */
export default defineConfig({
  input: {
    main: 'src/cli/main.ts',
    'sheet-worker': 'src/cli/class/sheet-worker.ts',
    'second-opinion-worker': 'src/cli/terminal/second-opinion-worker.ts',
  },
  platform: 'node',
  // jsonc-parser has an ES module beside one that no bundler reads.
  resolve: { mainFields: ['module', 'main'] },
  external: (id) => apart.some((name) => id === name || id.startsWith(`${name}/`)),
  output: {
    dir: 'dist/command',
    cleanDir: true,
    sourcemap: true,
    keepNames: true,
    chunkFileNames: '[name].js',
    codeSplitting: {
      groups: [
        { name: 'libraries', test: /node_modules/ },
        {
          name: 'models',
          test: /src\/(bad-input|catalogue|missing-tool|(notation|expr|functions|index|expression|layers|losses|model|evaluate)\/)/,
        },
      ],
    },
  },
});
