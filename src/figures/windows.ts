import { num } from '../notation/build.ts';
import type { Figure } from './figure.ts';
import { type Panels, panels, told } from './sliding/panels.ts';
import {
  correlated,
  isPlain,
  meetingsOf,
  noteOf,
  partial,
  planesOf,
  slidingFor,
  slidingSubjects,
  tooLarge,
} from './sliding/planes.ts';

/** The image once for each output, its window in the colour that the output has. */
export const windows: Figure = {
  name: 'windows',
  summary: 'the window slides over the image: what each output is made of, in its colour',
  subjects: slidingSubjects,
  draw: (scene, subject) => {
    const sliding = slidingFor(scene, subject);
    const { rows, columns, step } = sliding;
    const [down, across] = [partial(rows, 30), partial(columns, 27)];
    if (!down || !across) throw tooLarge(subject, rows, columns);
    const { input, filter, output } = planesOf(scene, sliding);
    const spec: Panels = {
      made: output,
      shown: [down.positions, across.positions],
      of: input,
      part: { rows: down.part, columns: across.part },
      by: filter,
      padding: sliding.takes === 'sum' ? num(0) : undefined,
      note: noteOf(scene, sliding, ['sample', 'channel', 'filter']),
      ...(filter && isPlain(sliding) && { formula: correlated(output.name, input.name, filter.name) }),
      meetings: (row, column) => meetingsOf(scene, sliding, row, column),
    };
    return panels(
      spec,
      `The ${rows.window} by ${columns.window} window of ${step.layer} slides over the ${rows.size} by ${columns.size} array ${scene.spoken(input.name)}. ` +
        `Each entry of ${scene.spoken(output.name)} has a colour, and so have the entries under its window: ${told(spec, scene.spoken)}`,
    );
  },
};
