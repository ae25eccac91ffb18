import { strToU8, zipSync } from 'fflate';
import { element, type Xml, xmlFile } from './xml.ts';

/** One resource of a content package: its first file is what it is. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly files: readonly (readonly [path: string, content: string])[];
  /** Identifiers of other resources that it needs. */
  readonly needs: readonly string[];
}

const contentPackaging = 'http://www.imsglobal.org/xsd/imscp_v1p1';

/** An IMS content package as a zip: the manifest, then the files. The same content gives the same bytes. */
export function contentPackage(
  id: string,
  schema: readonly [name: string, version: string],
  resources: readonly Resource[],
): Uint8Array {
  const manifest = element(
    'manifest',
    { xmlns: contentPackaging, identifier: id },
    element('metadata', {}, element('schema', {}, schema[0]), element('schemaversion', {}, schema[1])),
    element('organizations', {}),
    element('resources', {}, ...resources.map(resourceXml)),
  );
  const files = [['imsmanifest.xml', xmlFile(manifest)] as const, ...resources.flatMap(({ files }) => files)];
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

/** Pictures as resources of the same name. */
export function pictureResources(files: readonly (readonly [name: string, source: string])[]): Resource[] {
  return files.map(([name, source]) => ({
    id: name.replace('.svg', ''),
    type: 'webcontent',
    files: [[`images/${name}`, source]],
    needs: [],
  }));
}
