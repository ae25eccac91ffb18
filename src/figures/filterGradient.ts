import { num } from '../notation/build.ts';
import type { Figure } from './figure.ts';
import { type Along, reached, under } from './sliding/geometry.ts';
import { type PanelExtent, type Panels, panels, told } from './sliding/panels.ts';
import {
  correlated,
  filterSubjects,
  isPlain,
  noteOf,
  panelsBeside,
  planesOf,
  slidingFor,
  slopesOf,
  tooLarge,
} from './sliding/planes.ts';

/** The image once for each entry of the filter: dL/dW_mn is the sum of delta over the entries that W_mn has met. */
export const filterGradient: Figure = {
  name: 'filterGradient',
  summary: 'the gradient of the filter: what arrives slides over the image',
  subjects: filterSubjects,
  draw: (scene, subject) => {
    const sliding = slidingFor(scene, subject);
    const { rows, columns } = sliding;
    const part = { rows: whole(rows), columns: whole(columns) };
    const [down, across] = [
      panelsBeside(part.rows, rows.window, 30),
      panelsBeside(part.columns, columns.window, 27),
    ];
    const { filter: made, output: arriving } = slopesOf(scene, sliding);
    if (!down || !across || !made) throw tooLarge(subject, rows, columns);
    const { input } = planesOf(scene, sliding);
    const spec: Panels = {
      made,
      shown: [down, across],
      of: input,
      part,
      by: arriving,
      padding: num(0),
      note: noteOf(scene, sliding, ['sample', 'channel', 'filter']),
      ...(isPlain(sliding) && { formula: correlated(made.name, input.name, arriving.name) }),
      meetings: (m, n) =>
        Array.from({ length: arriving.rows * arriving.columns }, (_, at) => {
          const [i, j] = [Math.floor(at / arriving.columns), at % arriving.columns];
          return { row: under(rows, i, m), column: under(columns, j, n), factor: arriving.entry(i, j) };
        }),
    };
    return panels(
      spec,
      `${scene.spoken(arriving.name)} slides over ${scene.spoken(input.name)} as the window of ${sliding.step.layer} does. ` +
        `Each entry of ${scene.spoken(made.name)} is a sum of products, in one colour: ${told(spec, scene.spoken)}`,
    );
  },
};

/** All that windows are over, and what they leave out. */
function whole(along: Along): PanelExtent {
  const { first, last } = reached(along);
  return { first, last: Math.max(last, along.size - 1), cut: false };
}
