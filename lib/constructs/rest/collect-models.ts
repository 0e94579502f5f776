import type { SchemaModel } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { SluiceError } from '../../support/sluice-error.js';
import type { Model } from './model.js';

/**
 * Adds a model, and those that it names, to the models of an API.
 *
 * @throws SluiceError `model-name-taken` when another model has the name
 */
export function collectModels(models: Map<string, SchemaModel>, model: Model): void {
  for (const collected of model.collect().values()) {
    const known = models.get(collected.name);
    if (known !== undefined && canonicalJson(known) !== canonicalJson(collected)) {
      throw new SluiceError(
        'model-name-taken',
        `Cannot add the model "${collected.name}": the API has another model of this name`,
        { hint: 'Give one of them another name, or another title where the schema is a plain object' },
      );
    }
    models.set(collected.name, collected);
  }
}
