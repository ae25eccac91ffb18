import { BadInput } from '../bad-input.ts';
import { suggestion } from '../values/suggestion.ts';
import type { Figure, Subject } from './figure.ts';
import type { Scene } from './scene.ts';

/** The figure of this name. */
export function chosenFigure(figures: readonly Figure[], name: string): Figure {
  const found = figures.find((figure) => figure.name === name);
  if (found) return found;
  const names = figures.map((figure) => figure.name);
  throw new BadInput(
    `found ${JSON.stringify(name)}, expected a figure${suggestion(name, names)} There are ${names.join(', ')}.`,
  );
}

/** What --of says, an array or the layer that makes it; the first one that there is if it says nothing. */
export function chosenSubject(figure: Figure, scene: Scene, of: string | undefined): Subject {
  const subjects = figure.subjects(scene);
  if (subjects.length === 0)
    throw new BadInput(
      `${scene.model.file}: found no figure ${figure.name} in this model (${figure.summary}); gradsheet figure with the model alone lists what it has.`,
    );
  if (of === undefined) return subjects[0];
  const named = subjects.find(({ name }) => name === of);
  if (named) return named;
  const made = subjects.filter(({ layer }) => layer === of);
  if (made.length === 1) return made[0];
  const names = subjects.map(({ name }) => name).filter((name) => name !== '');
  if (made.length > 1)
    throw new BadInput(
      `--of: found ${made.length} layers ${of}, expected one of their outputs: ${made.map(({ name }) => name).join(', ')}.`,
    );
  throw new BadInput(
    names.length === 0
      ? `--of: found ${JSON.stringify(of)}, but the figure ${figure.name} is of the whole model; leave --of out.`
      : `--of: found ${JSON.stringify(of)}, expected what the figure ${figure.name} can be drawn of: ${names.join(', ')}.`,
  );
}
