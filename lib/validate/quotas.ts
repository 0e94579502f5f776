import {
  diagnostic,
  quotaValue,
  QUOTAS,
  type Diagnostic,
  type Place,
  type QuotaName,
  type RaisedQuotas,
  type ServiceQuota,
  type Value,
} from '../model/index.js';

/** Compares an amount with a quota; `fixed` for one that AWS does not raise here. */
export type Measure = (name: QuotaName, actual: number, place: Place, fixed?: boolean) => void;

/** Reports into `found`: an error where the quota is fixed, a warning where AWS raises it on request. */
export function quotaMeasure(found: Diagnostic[], quotas: RaisedQuotas): Measure {
  return (name, actual, place, fixed = false) => {
    const quota: ServiceQuota = QUOTAS[name];
    const limit = quotaValue(name, quotas);
    if (actual <= limit) return;
    const adjustable = quota.adjustable && !fixed;
    const amount = quota.unit === 'count' ? String(actual) : `${actual} ${quota.unit}`;
    const remedy = adjustable ? `; if AWS raised it, say so: quotas: { ${name}: ${actual} }` : '';
    found.push(
      diagnostic(
        'quota-exceeded',
        place,
        `Cannot exceed the quota "${quota.description}": ${amount}, and API Gateway allows ${limit}${remedy}`,
        adjustable ? 'warning' : 'error',
      ),
    );
  };
}

/** The number of the variables of a stage, and the lengths of their names and values. */
export function measureVariables(
  variables: Readonly<Record<string, Value<string>>>,
  element: string,
  measure: Measure,
): void {
  measure('stageVariablesPerStage', Object.keys(variables).length, { element });
  for (const [name, value] of Object.entries(variables)) {
    const place = { element, property: `variable ${name}` };
    measure('stageVariableNameLength', name.length, place);
    if (typeof value === 'string') measure('stageVariableValueLength', value.length, place);
  }
}
