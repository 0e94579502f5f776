import { isIntrinsic } from '../values/intrinsics.js';
import { InvalidDefinition, checkMembers, requireMap } from '../values/invalid-definition.js';
import { fromJson, toJson, type JsonMap, type SamMap, type SamValue } from '../values/sam-value.js';
import { sectionOf } from './definition.js';

const MEMBERS = ['AllowOrigins', 'AllowHeaders', 'AllowMethods', 'ExposeHeaders', 'MaxAge', 'AllowCredentials'];

/**
 * Sets the CORS configuration of an HTTP API in its definition.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapicorsconfiguration.html
 */
export function addHttpCors(document: SamMap, property: SamValue): void {
  const cors = sectionOf(document, 'x-amazon-apigateway-cors');
  if (typeof property === 'boolean') cors.set('allowOrigins', ['*']);
  else if (isIntrinsic(property)) cors.update(lowerCorsKeys(property));
  else setHttpCors(cors, requireMap(property, 'CorsConfiguration'));
}

function setHttpCors(cors: SamMap, property: SamMap): void {
  checkMembers(property, MEMBERS, 'CorsConfiguration');
  const origins = property.get('AllowOrigins') ?? null;
  const everyOrigin = Array.isArray(origins) && origins.length === 1 && origins[0] === '*';
  if (property.get('AllowCredentials') === true && everyOrigin)
    throw new InvalidDefinition('AllowCredentials requires named origins, not every origin', 'CorsConfiguration');
  if (isIntrinsic(origins)) {
    cors.update(lowerCorsKeys(origins));
    return;
  }
  for (const name of MEMBERS) {
    const value = name === 'MaxAge' ? (property.get(name) ?? undefined) : property.getTrue(name);
    if (value !== undefined && (name !== 'AllowCredentials' || value === true)) cors.set(lowerFirst(name), value);
  }
}

/** The keys inside a function too: `Fn::If` may choose between whole configurations. */
function lowerCorsKeys(value: SamValue): SamMap {
  let json = JSON.stringify(toJson(value));
  for (const name of MEMBERS) json = json.replaceAll(name, lowerFirst(name));
  return fromJson(JSON.parse(json) as JsonMap);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
