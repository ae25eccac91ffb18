import { BadInput } from '../bad-input.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Subject } from '../model/subject.ts';
import { shown } from '../values/check.ts';
import { suggestion } from '../values/suggestion.ts';
import type { EntryReader } from './entry-reader.ts';
import type { Mention } from './mentions.ts';

/** What a key of an answer says: an array, or the entry at a row-major position of it. */
export interface Meant {
  readonly subject: Subject;
  readonly place: number | undefined;
}

const longestKey = 200;
/** W', W_new, W^{new}, W+: the tensor after a step of gradient descent. */
const updated = /'|_new(?![A-Za-z0-9])|_\{new\}|\s+new$|\^\((?:new|\+)\)|\^?\+/;

/** What a key is about; `within` is what the map around it says. Throws BadInput, without a place, for a name of nothing. */
export function meantBy(key: string, reader: EntryReader, within: Subject['kind'] | undefined): Meant {
  const { mentions, vocabulary } = reader;
  const known = vocabulary.tensors.map(({ name }) => name).join(', ');
  if (key.length > longestKey)
    throw new BadInput(`found a name of ${key.length} characters, expected one of ${known}.`);
  const text = reader.plain(key).text.trim();
  const whole = (name: string): Mention | undefined => {
    const found = mentions.at(name, 0);
    return found && name.slice(found.end).trim() === '' ? found : undefined;
  };
  // PyTorch's conv1.weight is no name of a symbol: conv1_weight is.
  const direct = whole(text) ?? whole(text.replaceAll('.', '_'));
  const after = direct ? undefined : whole(text.replace(updated, '').trim());
  const mention = direct ?? (text !== '' && after && !after.derivative ? after : undefined);
  if (!mention) {
    const example = vocabulary.differentiable[vocabulary.differentiable.length - 1].name;
    throw new BadInput(
      `found the unknown name ${shown(key)}${suggestion(text, mentions.known)} This model has ${known}; a gradient is called dL/d${example}, d${example} or ${example}.`,
    );
  }
  if (mention.problem) throw new BadInput(`found ${shown(key)}, ${mention.problem}.`);
  const { tensor, place, derivative } = mention;
  if (!direct) return { subject: updateOf(tensor, key, reader), place };
  if (derivative) return { subject: { kind: 'gradient', tensor }, place };
  return { subject: subjectOf(tensor, key, reader, within), place };
}

/** What a bare name means: the gradient by what can learn, the value of what is computed. */
function subjectOf(
  tensor: Tensor,
  key: string,
  reader: EntryReader,
  within: Subject['kind'] | undefined,
): Subject {
  const { differentiable, outputs, cotangents, shortNames } = reader.vocabulary;
  if (within === 'update') return updateOf(tensor, key, reader);
  const learned = differentiable.includes(tensor);
  const computed = outputs.includes(tensor) || tensor.role === 'loss';
  const kind = within ?? (learned ? 'gradient' : 'value');
  if (kind === 'gradient' && cotangents.has(tensor)) return { kind, tensor };
  if (kind === 'value' && computed) return { kind, tensor };
  // What arrives from above is given under a name of its own.
  const above = shortNames.get(tensor.name);
  if (above && kind === 'value') return { kind: 'gradient', tensor: above };
  throw new BadInput(
    `found ${shown(key)}, which is given: answers say gradients by ${names(differentiable)}, and values of ${names([...outputs, ...reader.vocabulary.tensors.filter(({ role }) => role === 'loss')])}.`,
  );
}

function updateOf(tensor: Tensor, key: string, { vocabulary }: EntryReader): Subject {
  if (vocabulary.differentiable.includes(tensor)) return { kind: 'update', tensor };
  throw new BadInput(
    `found ${shown(key)}, but only ${names(vocabulary.differentiable)} change in a step of gradient descent.`,
  );
}

function names(tensors: readonly Tensor[]): string {
  return tensors.map(({ name }) => name).join(', ');
}
