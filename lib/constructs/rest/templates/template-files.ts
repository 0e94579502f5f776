import { walkTemplates, type Diagnostic, type RestApi } from '../../../model/index.js';

/**
 * The files that templates were read from, by the template's text. The model has texts only; two files with one text have
 * the same findings.
 */
const files = new Map<string, string>();

export function rememberTemplateFile(source: string, file: string): void {
  files.set(source, file);
}

/** The findings about templates with the files that the templates were read from. */
export function withTemplateFiles(findings: readonly Diagnostic[], api: RestApi): readonly Diagnostic[] {
  if (files.size === 0 || !findings.some(({ place }) => place.line !== undefined)) return findings;
  const fileAt = new Map<string, string>();
  walkTemplates(api, (template, _role, { element = '', property = '' }) => {
    const file = typeof template === 'string' ? files.get(template) : undefined;
    if (file !== undefined) fileAt.set(`${element} ${property}`, file);
  });
  return findings.map((finding) => {
    const { element = '', property = '', line } = finding.place;
    const file = line === undefined ? undefined : fileAt.get(`${element} ${property}`);
    return file === undefined ? finding : { ...finding, place: { ...finding.place, file } };
  });
}
