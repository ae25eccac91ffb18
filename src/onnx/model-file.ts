import { Document, type YAMLMap } from 'yaml';
import type { Imported } from './import.ts';

/** The model file, one line a layer; `valuesFile` is the name of the file with the numbers, if there are any. */
export function modelFile(
  { title, input, layers, parameters }: Imported,
  valuesFile: string | undefined,
): string {
  const document = new Document({
    title,
    input,
    layers: layers.map(({ layer, options }) => ({ [layer]: options })),
    upstream: 'delta',
  });
  for (const key of ['input', 'layers']) {
    const node = document.get(key, true) as YAMLMap;
    if (key === 'input') node.flow = true;
    else for (const item of node.items as unknown as YAMLMap[]) item.flow = true;
  }
  const without = [...parameters].filter(([, { numbers }]) => !numbers).map(([symbol]) => symbol);
  const missing = [input.name, ...without, 'delta'].map((name) => `${name}: ...`).join(', ');
  document.comment = [
    ' A loss in place of upstream, such as loss: { CrossEntropyLoss: { target: y } }, has a value for delta.',
    ...(valuesFile === undefined
      ? []
      : [` The numbers of the parameters are in ${valuesFile}; with those of the rest:`]),
    ` values: ${valuesFile === undefined ? `{ ${missing} }` : `[${valuesFile}, { ${missing} }]`}`,
  ].join('\n');
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
