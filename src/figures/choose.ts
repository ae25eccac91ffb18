import { BadInput } from '../bad-input.ts';
import { type Catalogue, memberNamed } from '../catalogue.ts';
import { suggestion } from '../values/suggestion.ts';
import type { Figure, FigureSubject } from './figure.ts';
import type { Scene } from './scene.ts';

/** The figure of this name. */
export function chosenFigure(figures: Catalogue<Figure>, name: string): Figure {
  const found = memberNamed(figures, name);
  if (found) return found;
  const names = Object.keys(figures);
  throw new BadInput(
    `found ${JSON.stringify(name)}, expected a figure${suggestion(name, names)} There are ${names.join(', ')}.`,
  );
}

/** The subjects that are not refused, as too large or for want of values: found by drawing them, one after the other. */
export function* drawableSubjects(figure: Figure, scene: Scene): Generator<FigureSubject> {
  for (const subject of figure.subjects(scene)) {
    try {
      figure.draw(scene, subject);
    } catch (error) {
      if (error instanceof BadInput) continue;
      throw error;
    }
    yield subject;
  }
}

/** What --of says, an array or the layer that makes it; the first one that can be drawn if it says nothing. */
export function chosenSubject(figure: Figure, scene: Scene, of: string | undefined): FigureSubject {
  const subjects = figure.subjects(scene);
  if (subjects.length === 0)
    throw new BadInput(
      `${scene.model.file}: found no figure ${figure.name} in this model (${figure.summary}); gradsheet figure with the model alone lists what it has.`,
    );
  if (of === undefined) {
    for (const subject of drawableSubjects(figure, scene)) return subject;
    // Drawing it says why there is none.
    return subjects[0];
  }
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
