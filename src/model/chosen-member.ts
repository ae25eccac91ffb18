import type { ZodObject, ZodType } from 'zod';
import { BadInput, type ModelPath } from '../bad-input.ts';
import { type Catalogue, memberNamed } from '../catalogue.ts';
import { checked, isMap, shown } from '../values/check.ts';
import { suggestion } from '../values/suggestion.ts';

interface Member {
  readonly name: string;
  readonly options: ZodType;
  readonly alone?: string;
}

/** A member of a catalogue as the file says it, with its options understood. */
export interface ChosenMember<M extends Member> {
  readonly member: M;
  readonly options: unknown;
  /** Where the options stand. */
  readonly path: ModelPath;
  /** Where the member stands. */
  readonly at: ModelPath;
}

/** "Flatten" or { Conv2d: { kernel_size: 2 } }, looked up in the catalogue; `what` is what it should have been. */
export function memberAt<M extends Member>(
  catalogue: Catalogue<M>,
  content: unknown,
  at: ModelPath,
  what: 'layer' | 'loss',
): ChosenMember<M> {
  const { name, options, path } = nameAndOptions(catalogue, content, at, what);
  const member = memberNamed(catalogue, name);
  if (!member) {
    const known = Object.keys(catalogue);
    throw new BadInput(
      `unknown ${what} ${shown(name)}${suggestion(name, known)} Known ${what === 'layer' ? 'layers' : 'losses'}: ${known.join(', ')}.`,
      at,
    );
  }
  return { member, options: checked(member.options, options, path, optionNames(member.options)), path, at };
}

function nameAndOptions(
  catalogue: Catalogue<Member>,
  content: unknown,
  at: ModelPath,
  what: string,
): { name: string; options: unknown; path: ModelPath } {
  if (typeof content === 'string') return { name: content, options: {}, path: at };
  if (isMap(content) && Object.keys(content).length === 1) {
    const [[name, options]] = Object.entries(content);
    if (options === null) return { name, options: {}, path: at };
    const alone = memberNamed(catalogue, name)?.alone;
    if (typeof options === 'string' && alone !== undefined)
      return { name, options: { [alone]: options }, path: [...at, name] };
    if (isMap(options)) return { name, options, path: [...at, name] };
    throw new BadInput(
      `found ${shown(options)}, expected a map of options, such as { option: value }, or the name alone.`,
      [...at, name],
    );
  }
  throw new BadInput(
    `found ${shown(content)}, expected a ${what} as a name, or as one name with a map of options.`,
    at,
  );
}

function optionNames(schema: ZodType): string[] {
  return Object.keys((schema as ZodObject).shape ?? {});
}
