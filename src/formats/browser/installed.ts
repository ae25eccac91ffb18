import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from './browser.ts';

const commands = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** Where installers put browsers that are not on the PATH. */
const places: Readonly<Record<string, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap(
    (root) =>
      root
        ? [
            join(root, 'Google/Chrome/Application/chrome.exe'),
            join(root, 'Microsoft/Edge/Application/msedge.exe'),
          ]
        : [],
  ),
};

/** A Chrome, Chromium or Edge that is installed on this machine. */
export function installed(): Browser | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((name) => join(folder, name)));
  const executable = [...onPath, ...(places[process.platform] ?? [])].find(isExecutable);
  return executable === undefined ? undefined : { executable, environment: {} };
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
