import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DIAGNOSTICS, printPlace, type DiagnosticCode, type Protocol } from '../../lib/model/index.js';
import { REPORTED_ELSEWHERE } from '../../lib/validate/reported-elsewhere.js';
import type { RuleDescription } from '../../lib/validate/rule.js';
import { RULES } from '../../lib/validate/rules/index.js';
import { SOURCE_RULES } from '../../lib/validate/source-rules/index.js';
import { expectRecorded } from '../support/golden.js';
import { FORMS, readFixtures, type Fixture } from './fixture-findings.js';
import { WITHOUT_FIXTURE } from './without-fixture.js';

const ROOT = join(__dirname, '..', '..');
const CODES = (Object.keys(DIAGNOSTICS) as DiagnosticCode[]).sort();
const ALL_RULES: readonly (RuleDescription & { readonly protocols?: readonly Protocol[] })[] = [
  ...RULES,
  ...SOURCE_RULES,
];

describe('docs/rules', () => {
  test.each(CODES)('has a page of %s, whose examples are reported or pass as it says', async (code) => {
    const fails = await readFixtures(code, 'fails');
    const passes = await readFixtures(code, 'passes');
    for (const { form, findings } of fails) {
      expect(
        findings.map((finding) => finding.code),
        `fails.${form}.yaml`,
      ).toContain(code);
    }
    for (const { form, findings } of passes) {
      const unwanted = findings.filter((finding) => finding.code === code || finding.severity === 'error');
      expect(unwanted, `passes.${form}.yaml`).toEqual([]);
    }
    expectRecorded(`docs/rules/${code}.md`, pageOf(code, fails, passes));
  });

  test('has an index of all codes', () => {
    const rows = CODES.map(
      (code) => `| [${code}](${code}.md) | ${DIAGNOSTICS[code].severity} | ${DIAGNOSTICS[code].meaning} |`,
    );
    expectRecorded(
      'docs/rules/README.md',
      [
        '# Findings',
        '',
        'What `sluice lint` reports, by code. An *error* is what AWS refuses; a *warning* is what AWS takes and what does not',
        'work; *info* is everything else. The severity here is the usual one of a code: a finding may have another where AWS',
        'does something else. `RECORD=1 npx vitest run test/validate/pages.test.ts` writes these pages.',
        '',
        '| code | severity | meaning |',
        '| --- | --- | --- |',
        ...rows,
        '',
      ].join('\n'),
    );
    expect(readdirSync(join(ROOT, 'docs/rules')).sort()).toEqual(
      ['README.md', ...CODES.map((code) => `${code}.md`)].sort(),
    );
  });
});

describe('fixtures', () => {
  test.each(CODES)('of %s: one that fails and one that passes in each form, or a reason why not', (code) => {
    const missing = FORMS.filter((form) =>
      ['fails', 'passes'].some(
        (outcome) => !existsSync(join(ROOT, 'test/validate/fixtures', code, `${outcome}.${form}.yaml`)),
      ),
    );
    expect(missing).toEqual(Object.keys(WITHOUT_FIXTURE[code] ?? {}));
  });

  test('are those of known codes', () => {
    const folders = readdirSync(join(ROOT, 'test/validate/fixtures'));
    expect(folders.filter((name) => !Object.hasOwn(DIAGNOSTICS, name))).toEqual([]);
  });
});

function pageOf(code: DiagnosticCode, fails: readonly Fixture[], passes: readonly Fixture[]): string {
  const rules = ALL_RULES.filter(({ codes }) => codes.includes(code));
  const other = REPORTED_ELSEWHERE[code];
  expect(rules.length > 0 || other !== undefined, `${code} has no rule, and no entry in reported-elsewhere.ts`).toBe(
    true,
  );
  return [
    `# ${code}`,
    '',
    `*${DIAGNOSTICS[code].severity}*: ${DIAGNOSTICS[code].meaning}`,
    '',
    '| reported where | fix | source |',
    '| --- | --- | --- |',
    ...rules.map(
      ({ summary, fix, source, protocols }) =>
        `| ${cell(`${summary}${protocols === undefined || protocols.length === 3 ? '' : ` (${protocols.map((name) => PROTOCOLS[name]).join(', ')})`}`)} | ${cell(fix)} | ${link(source)} |`,
    ),
    ...(other === undefined
      ? []
      : [
          `| ${REPORTERS[other.reporter]} | ${cell(other.fix)} | ${other.source === undefined ? '' : link(other.source)} |`,
        ]),
    '',
    ...fails.flatMap((fixture) => [
      ...example('Reported', fixture),
      ...fixture.findings
        .filter((finding) => finding.code === code)
        .map(({ severity, place, message }) => `- *${severity}* ${cell(printPlace(place))}: ${cell(message)}`),
      '',
    ]),
    ...passes.flatMap((fixture) => example('Not reported', fixture)),
  ].join('\n');
}

const PROTOCOLS: Readonly<Record<Protocol, string>> = {
  REST: 'REST APIs',
  HTTP: 'HTTP APIs',
  WEBSOCKET: 'WebSocket APIs',
};

const REPORTERS = {
  'a reader': 'A document or template is read',
  'the constructs': 'An API of constructs is synthesized',
  'a writer': 'A document or template is written',
  'the runtime': 'An API is served',
  'a check': 'A definition is checked',
} as const;

function example(title: string, { form, text }: Fixture): readonly string[] {
  return [`## ${title}, in a ${form === 'openapi' ? 'document' : form}`, '', '```yaml', text.trimEnd(), '```', ''];
}

function link(url: string): string {
  return `[${new URL(url).pathname.split('/').at(-1) ?? url}](${url})`;
}

/** Text between the bars of a table. */
function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/[<>*]/g, '\\$&');
}
