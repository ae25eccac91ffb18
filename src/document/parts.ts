import { BadInput } from '../bad-input.ts';
import type { Model } from '../model/model.ts';
import { suggestion } from '../values/suggestion.ts';
import type { Block, Document, Topic } from './block.ts';

/**
 * Blocks that one name asks for. A name is what is said, of which tensor, and how: forward.o, forward.o.rule,
 * law.W.operators, gradient.W, gradient.W.value. A section goes by its id: backward, backward-o.
 */
interface DocumentPart {
  readonly name: string;
  /** None of a section. */
  readonly topic?: Topic;
  readonly blocks: readonly Block[];
}

/** The parts of a document in its order. */
export function partsOf({ blocks }: Document): DocumentPart[] {
  const found = new Map<string, DocumentPart>();
  for (const block of blocks) {
    const topic = topicOf(block);
    if (!topic) continue;
    const name = nameOf(topic);
    found.set(name, { name, topic, blocks: [...(found.get(name)?.blocks ?? []), block] });
  }
  return [...found.values()];
}

export function topicOf(block: Block): Topic | undefined {
  return 'part' in block ? block.part : undefined;
}

export function nameOf({ kind, tensor, how }: Topic): string {
  return [kind, tensor, how].filter((word) => word !== undefined).join('.');
}

/** The sections and their subsections, without their own headings. */
export function sectionsOf({ blocks }: Document): DocumentPart[] {
  return blocks.flatMap((block, at) => {
    if (block.kind !== 'heading') return [];
    const rest = blocks.slice(at + 1);
    const end = rest.findIndex((next) => next.kind === 'heading' && next.level <= block.level);
    return [{ name: block.id, blocks: end < 0 ? rest : rest.slice(0, end) }];
  });
}

/** The part of this name; the layer may stand in it too, law.Conv2d.W. */
export function findPart(document: Document, model: Model, name: string): DocumentPart | undefined {
  const parts = partsOf(document);
  const rules = parts.filter(({ topic }) => topic?.how === 'rule');
  return (
    [...parts, ...sectionsOf(document)].find((part) => part.name === name) ??
    parts.find(({ topic }) => topic && withLayers(topic, model).includes(name)) ??
    // What has a rule and no more to say entry by entry: the rule is its line.
    rules.find(({ topic }) => {
      if (!topic) return false;
      const { how: _, ...all } = topic;
      return [nameOf(all), ...withLayers(all, model)].includes(name);
    })
  );
}

/** The parts of these names. Throws BadInput for a name that is not there, with those that are. */
export function chosenParts(document: Document, model: Model, names: readonly string[]): DocumentPart[] {
  return names.map((name) => {
    const found = findPart(document, model, name);
    if (found) return found;
    const parts = partsOf(document);
    const longer = parts.flatMap((part) => [part.name, ...(part.topic ? withLayers(part.topic, model) : [])]);
    const sections = document.blocks.flatMap((block) =>
      block.kind === 'heading' && block.level === 1 ? [block.id] : [],
    );
    throw new BadInput(
      `there is no part ${JSON.stringify(name.slice(0, 60))}${suggestion(name, [...longer, ...sections])} There are ${parts.map((part) => part.name).join(', ')}, and the sections ${sections.join(', ')}.`,
    );
  });
}

/** The names by which a part may also be asked for: law.Conv2d.W for law.W. */
export function withLayers(topic: Topic, model: Model): string[] {
  const { kind, tensor } = topic;
  if (tensor === undefined) return [];
  return layersOf(model, kind)
    .filter(({ tensors }) => tensors.includes(tensor))
    .map(({ layer }) => nameOf({ ...topic, tensor: `${layer}.${tensor}` }));
}

/** What is said forwards is said of what a layer makes, laws and gradients of what it takes. */
const ofOutputs = ['forward', 'local', 'unrolled', 'values'];

/** The layers, and the loss, each with the tensors that it is asked about. */
function layersOf(
  { steps, objective }: Model,
  kind: string,
): { readonly layer: string; readonly tensors: readonly string[] }[] {
  const forwards = ofOutputs.includes(kind);
  const names = (tensors: readonly { readonly name: string }[]): string[] => tensors.map(({ name }) => name);
  const layers = steps.map(({ layer, output, inputs, parameters }) => ({
    layer,
    tensors: names(forwards ? [output] : [...inputs, ...parameters]),
  }));
  if (objective.kind === 'upstream') return layers;
  const [last] = steps.slice(-1);
  return [...layers, { layer: objective.name, tensors: forwards ? ['L'] : [last.output.name] }];
}
