import { styleText } from 'node:util';
import { type Paint, unpainted } from '../../formats/terminal/painted.ts';

interface Stream {
  readonly isTTY?: boolean;
}

/** Colours where the stream is a terminal, unless NO_COLOR is set; FORCE_COLOR has them anywhere (0 or false nowhere). */
export function paintFor(stream: Stream, environment: NodeJS.ProcessEnv = process.env): Paint {
  const { FORCE_COLOR, NO_COLOR, TERM } = environment;
  const wanted =
    FORCE_COLOR === undefined
      ? stream.isTTY === true && !NO_COLOR && TERM !== 'dumb'
      : !['0', 'false'].includes(FORCE_COLOR);
  return wanted ? coloured : unpainted;
}

/** Newer Node versions ask the stream themselves unless told that it has been done. */
function styled(format: Parameters<typeof styleText>[0]): (text: string) => string {
  return (text) => styleText(format, text, { validateStream: false });
}

const coloured: Paint = {
  strong: styled('bold'),
  good: styled(['bold', 'green']),
  bad: styled(['bold', 'red']),
  faint: styled('dim'),
};
