import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A stack with places in the sources from which the files of the command were made, as far as their maps are there. */
export function stackInSources(stack: string): string {
  return stack.replace(
    /(file:\/\/[^\s()]+\.js):(\d+):(\d+)/g,
    (place, url: string, line: string, column: string) =>
      sourcePlace(fileURLToPath(url), Number(line), Number(column)) ?? place,
  );
}

/** "src/model/read.ts:12:3" */
function sourcePlace(file: string, line: number, column: number): string | undefined {
  try {
    const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
    const origin = map.findOrigin(line, column);
    if (!('fileName' in origin)) return undefined;
    const source = resolve(dirname(file), origin.fileName);
    return `${relative(resolve(dirname(file), '../..'), source)}:${origin.lineNumber}:${origin.columnNumber}`;
  } catch {
    // A stack without its sources is better than none.
    return undefined;
  }
}
