import { strFromU8, unzipSync } from 'fflate';
import { all, at, type Element, readXml } from './element.ts';
import { readItem12 } from './read-qti12.ts';
import { readItem21 } from './read-qti21.ts';
import type { ReadQuestion } from './read-question.ts';

/** A test or quiz with its questions. */
export interface ReadTest {
  readonly title: string;
  readonly questions: readonly ReadQuestion[];
}

/** Reads the QTI packages that are written here, 2.1 and 1.2, from their manifest on. */
export function readQti(zip: Uint8Array): ReadTest[] {
  const files = unzipSync(zip);
  const read = (path: string): Element => {
    if (!files[path]) throw new Error(`${path} is not in the package`);
    return readXml(strFromU8(files[path]));
  };
  const resources = all(at(read('imsmanifest.xml'), 'resources'), 'resource').map(
    ({ attributes }) => attributes,
  );
  return resources.flatMap(({ type, href }): ReadTest[] => {
    if (type === 'imsqti_test_xmlv2p1') {
      const test = read(href);
      const section = at(test, 'testPart', 'assessmentSection');
      const items = all(section, 'assessmentItemRef').map((ref) =>
        read(ref.attributes.href.replace('../', '')),
      );
      return [{ title: test.attributes.title, questions: items.map(readItem21) }];
    }
    if (type === 'imsqti_xmlv1p2') {
      const assessment = at(read(href), 'assessment');
      const items = all(at(assessment, 'section'), 'item');
      return [{ title: assessment.attributes.title, questions: items.map(readItem12) }];
    }
    return [];
  });
}
