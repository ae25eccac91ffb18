import { strToU8, zipSync } from 'fflate';
import type { Picture } from './pictures.ts';
import { element, type Xml, xmlFile } from './xml.ts';

/** One resource of a content package: its first file is what it is. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly files: readonly (readonly [path: string, content: string])[];
  /** Identifiers of other resources that it needs, or names of its pictures. */
  readonly needs: readonly string[];
  /** Those in its files, by the names that they have there. */
  readonly pictures?: readonly Picture[];
}

const contentPackaging = 'http://www.imsglobal.org/xsd/imscp_v1p1';

/** An IMS content package as a zip: the manifest, then the files and pictures. The same content gives the same bytes. */
export function contentPackage(
  id: string,
  schema: readonly [name: string, version: string],
  resources: readonly Resource[],
): Uint8Array {
  const all = illustrated(resources);
  const manifest = element(
    'manifest',
    { xmlns: contentPackaging, identifier: id },
    element('metadata', {}, element('schema', {}, schema[0]), element('schemaversion', {}, schema[1])),
    element('organizations', {}),
    element('resources', {}, ...all.map(resourceXml)),
  );
  const files = [
    ['imsmanifest.xml', xmlFile(manifest)] as const,
    ...all.flatMap((resource) => resource.files),
  ];
  return zipSync(Object.fromEntries(files.map(([path, content]) => [path, strToU8(content)])), {
    level: 9,
    // Zip files have local times: the beginning of 1980 everywhere, the earliest that they can say.
    mtime: new Date(1980, 0, 1),
  });
}

function resourceXml({ id, type, files, needs }: Resource): Xml {
  return element(
    'resource',
    { identifier: id, type, href: files[0][0] },
    ...files.map(([href]) => element('file', { href })),
    ...needs.map((identifierref) => element('dependency', { identifierref })),
  );
}

/** With the pictures behind them as resources, each once: where two have the same, it has one name. */
function illustrated(resources: readonly Resource[]): Resource[] {
  const idOf = new Map<string, string>();
  const renamed = resources.map((resource): Resource => {
    const { files, needs, pictures = [] } = resource;
    const ids = new Map<string, string>();
    for (const [name, source] of pictures) {
      const id = idOf.get(source) ?? `figure-${idOf.size + 1}`;
      idOf.set(source, id);
      ids.set(name, id);
    }
    const content = (text: string): string =>
      [...ids].reduce((so, [name, id]) => so.replaceAll(name, `${id}.svg`), text);
    return {
      ...resource,
      files: files.map(([path, text]) => [path, content(text)] as const),
      needs: needs.map((need) => ids.get(need) ?? need),
    };
  });
  const images = [...idOf].map(
    ([source, id]): Resource => ({
      id,
      type: 'webcontent',
      files: [[`images/${id}.svg`, source]],
      needs: [],
    }),
  );
  return [...renamed, ...images];
}
