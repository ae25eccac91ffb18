import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { qti12 } from '../../src/lms/qti12.ts';
import { qti21 } from '../../src/lms/qti21.ts';
import { all, hostileTitles, lesson, sheets } from './example-sheets.ts';
import { moodleXml, written } from './written.ts';

// libxml2 is what xmllint is made of; here it is WebAssembly, so that nothing is skipped anywhere. The schemas are
// written for these tests, from the specifications, and are strict about the part of them that is exported.
const schemas = new Map(
  ['moodle', 'imscp', 'qti12', 'qti21'].map((name) => {
    const source = readFileSync(join(import.meta.dirname, 'schemas', `${name}.xsd`), 'utf8');
    return [name, XsdValidator.fromDoc(XmlDocument.fromString(source))] as const;
  }),
);

function validate(xml: string, schema: string): void {
  const document = XmlDocument.fromString(xml);
  try {
    schemas.get(schema)?.validate(document);
  } finally {
    document.dispose();
  }
}

/** The schema of a file of a package. */
function schemaOf(path: string): string | undefined {
  if (path === 'imsmanifest.xml') return 'imscp';
  if (/^(items|tests)\//.test(path)) return 'qti21';
  return /^(v-.*)\/\1\.xml$/.test(path) ? 'qti12' : undefined;
}

const several = [...all, ...hostileTitles.map(([title]) => [title, sheets(lesson, ['A'], title)] as const)];

describe('the schemas', () => {
  it.each(several)('accept Moodle XML: %j', (_, of) => {
    validate(moodleXml(of), 'moodle');
  });

  it.each(several)('accept every file of the QTI packages: %j', (_, of) => {
    for (const format of [qti21, qti12])
      for (const [path, bytes] of Object.entries(unzipSync(written(format, of)))) {
        const schema = schemaOf(path);
        if (schema) validate(strFromU8(bytes), schema);
        // Pictures and settings only have to be XML.
        else XmlDocument.fromBuffer(bytes).dispose();
      }
  });

  it('refuse what is out of order', () => {
    const wrong = moodleXml(sheets(lesson, ['A'])).replace('<hidden>0</hidden>', '');
    expect(() => validate(wrong, 'moodle')).toThrow();
  });
});
