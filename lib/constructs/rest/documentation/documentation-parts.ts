import type { ApiDocumentation, Document, DocumentObject } from '../../../model/index.js';
import { isDocumentObject } from '../../../model/index.js';
import { canonicalJson } from '../../../support/canonical-json.js';
import { isList } from '../../../support/is-list.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { DocumentationPart } from './documentation-part.js';

/** The documentation parts of one API, one for each location. */
export class DocumentationParts {
  private readonly byLocation = new Map<string, DocumentationPart>();

  constructor(private readonly apiPath: string) {}

  /** @throws {SluiceError} `documentation-twice` for other documentation of the same location */
  add(part: DocumentationPart): void {
    const location = canonicalJson(part.location);
    const known = this.byLocation.get(location);
    if (known !== undefined && canonicalJson(known.properties) !== canonicalJson(part.properties)) {
      const { type, ...where } = part.location;
      throw new SluiceError(
        'documentation-twice',
        `Cannot document ${[type, ...Object.values(where)].join(' ')} of ${this.apiPath}: it has other documentation already`,
      );
    }
    this.byLocation.set(location, part);
  }

  /** The documentation of a document with these parts; a part of the document gives way to one for its location. */
  addTo(documentation: ApiDocumentation | undefined): ApiDocumentation | undefined {
    if (this.byLocation.size === 0) return documentation;
    const before: DocumentObject = isDocumentObject(documentation?.parts) ? documentation.parts : {};
    const earlier = isList(before.documentationParts) ? before.documentationParts : [];
    const kept = earlier.filter((part) => !this.byLocation.has(locationOf(part)));
    // The model takes any JSON for what API Gateway does not look into.
    const added = [...this.byLocation.values()] as unknown as readonly Document[];
    return { ...documentation, parts: { ...before, documentationParts: [...kept, ...added] } };
  }
}

function locationOf(part: Document): string {
  return isDocumentObject(part) ? canonicalJson(part.location) : '';
}
