import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';
import { escapeMarkup } from '../../escape-markup.ts';
import type { Browser } from './browser.ts';
import { cacheFolder, isOurs } from './cache-folder.ts';

/**
 * The Chromium inside the npm package @sparticuz/chromium, with the libraries and fonts that a bare system lacks,
 * unpacked once for each version. Undefined where the package does not suit the machine or was left out.
 */
export async function embedded(): Promise<Browser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const found = packaged();
  if (!found) return undefined;
  const folder = join(cacheFolder(), `chromium-${found.version}`);
  if (!existsSync(folder)) await unpack(found.archives, folder);
  if (!isOurs(folder)) throw new Error(`${folder} belongs to somebody else`);
  return {
    executable: join(folder, 'chromium'),
    // For the browser's process alone: they must not reach anything else that we start.
    environment: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

function packaged(): { archives: string; version: string } | undefined {
  try {
    // Its package.json is not among its exports, but its main file is: .../build/cjs/index.cjs
    const require = createRequire(import.meta.url);
    const root = join(dirname(require.resolve('@sparticuz/chromium')), '../..');
    const { version } = require(join(root, 'package.json')) as { version: string };
    return { archives: join(root, 'bin'), version };
  } catch {
    return undefined;
  }
}

/** Under a temporary name first, then renamed: another process may be doing the same, and whoever is first wins. */
async function unpack(archives: string, folder: string): Promise<void> {
  const temporary = mkdtempSync(`${folder}.`);
  try {
    await Promise.all([
      pipeline(
        createReadStream(join(archives, 'chromium.br')),
        createBrotliDecompress(),
        createWriteStream(join(temporary, 'chromium'), { mode: 0o700 }),
      ),
      ...['al2023', 'fonts'].map((name) =>
        pipeline(
          createReadStream(join(archives, `${name}.tar.br`)),
          createBrotliDecompress(),
          extract(join(temporary, name)),
        ),
      ),
    ]);
    writeFileSync(join(temporary, 'fonts', 'fonts.conf'), fontConfiguration(folder));
    chmodSync(temporary, 0o700);
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Somebody else's finished copy is as good as ours.
    if (!existsSync(folder)) throw error;
  }
}

/** The package's own configuration names folders of the cloud function that it was made for. */
function fontConfiguration(folder: string): string {
  const escaped = escapeMarkup(folder);
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${escaped}/fonts</dir><cachedir>${escaped}/fonts-cache</cachedir></fontconfig>
`;
}
