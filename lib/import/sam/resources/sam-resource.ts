import { SamMap } from '../values/sam-value.js';

/** A resource of the template with its properties. */
export interface SamResource {
  readonly logicalId: string;
  readonly type: string;
  readonly resource: SamMap;
  readonly properties: SamMap;
}

/** The resources of a template that have a type. */
export function samResources(resources: SamMap): readonly SamResource[] {
  return [...resources].flatMap(([logicalId, resource]) => {
    if (!(resource instanceof SamMap)) return [];
    const type = resource.getString('Type');
    const properties = resource.getMap('Properties') ?? new SamMap();
    return type === undefined ? [] : [{ logicalId, type, resource, properties }];
  });
}
