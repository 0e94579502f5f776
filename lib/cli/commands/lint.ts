import { DIAGNOSTICS, type Severity } from '../../model/diagnostic.js';
import { suggestName } from '../../support/nearest-name.js';
import { SluiceError } from '../../support/sluice-error.js';
import { EXIT, type Arguments, type Command } from '../command.js';
import { lintSource } from '../lint/check-source.js';
import type { CheckedFinding, SourceCheck } from '../lint/checked-finding.js';
import { pageOf, printFindings } from '../lint/print-findings.js';
import { sarifLog } from '../lint/sarif.js';
import { Output } from '../output.js';
import { openSource, SOURCE_OPTIONS, SOURCE_POSITIONAL } from '../source-options.js';

const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

export const lint: Command = {
  name: 'lint [source]',
  describe: 'Report what API Gateway refuses in a source, and what it takes and does not work',
  positional: SOURCE_POSITIONAL,
  options: {
    ...SOURCE_OPTIONS,
    rule: { type: 'string', array: true, describe: 'Only findings of this code; docs/rules lists them' },
    severity: {
      choices: SEVERITIES,
      default: 'warning',
      describe: 'Least severity that is printed and that ends with exit code 1',
    },
    sarif: { type: 'boolean', default: false, describe: 'A SARIF log on stdout, for code scanning' },
  },
  examples: [
    ['lint openapi.yaml', 'errors and warnings of a document'],
    ['lint template.yaml --severity error', 'what API Gateway refuses'],
    ['lint --rule lambda-permission-missing', 'one rule for the CDK app of this folder'],
    ['lint --sarif > sluice.sarif', 'findings for code scanning'],
  ],
  async run(args, io) {
    const rules = readRules(args);
    if (args.json === true && args.sarif === true) {
      throw new SluiceError('usage-invalid', '--json and --sarif are two documents; expected one of them');
    }
    const output = new Output(io, args.json === true || args.sarif === true);
    const opened = await openSource(args, io, undefined, { keepTexts: true });
    const check = ofRules(lintSource(opened), rules);
    const failing = check.findings.filter(({ finding }) => isAtLeast(finding.severity, args.severity));
    const { texts, folder } = opened.source;
    if (args.sarif === true) output.document(sarifLog(check, { folder: io.cwd, file: texts[0]?.path ?? folder }));
    else if (args.json === true) output.document(documentOf(check));
    else {
      printFindings(failing, io.cwd, output);
      printSummary(check, failing, output);
    }
    return failing.length > 0 ? EXIT.findings : EXIT.ok;
  },
};

/** @throws {SluiceError} usage-invalid for a code that does not exist */
function readRules({ rule }: Arguments): readonly string[] | undefined {
  if (!Array.isArray(rule)) return undefined;
  const codes = Object.keys(DIAGNOSTICS);
  const rules = rule.map(String);
  for (const code of rules) {
    if (codes.includes(code)) continue;
    throw new SluiceError('usage-invalid', `Cannot check the rule "${code}": there is no such rule`, {
      hint: suggestName(code, 'Rules', codes),
    });
  }
  return rules;
}

function ofRules(check: SourceCheck, rules: readonly string[] | undefined): SourceCheck {
  if (rules === undefined) return check;
  const isAsked = ({ finding }: CheckedFinding): boolean => rules.includes(finding.code);
  return { findings: check.findings.filter(isAsked), suppressed: check.suppressed.filter(isAsked) };
}

function isAtLeast(severity: Severity, least: unknown): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.findIndex((one) => one === least);
}

function documentOf({ findings, suppressed }: SourceCheck): object {
  const describe = ({ finding, location, fix, source }: CheckedFinding): object => ({
    ...finding,
    ...(location !== undefined && { location }),
    fix,
    source,
    page: pageOf(finding.code),
  });
  return {
    findings: findings.map(describe),
    suppressed: suppressed.map((one) => ({ ...describe(one), reason: one.reason })),
  };
}

function printSummary({ findings, suppressed }: SourceCheck, printed: readonly CheckedFinding[], output: Output): void {
  const count = (severity: Severity): number => findings.filter(({ finding }) => finding.severity === severity).length;
  const parts = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    counted(count('info'), 'note'),
    ...(suppressed.length > 0 ? [`${suppressed.length} suppressed`] : []),
  ];
  output.line(`Found ${parts.join(', ')}`);
  if (printed.length < findings.length) output.line('--severity info prints all of them');
  if (printed.length > 0) output.line('docs/rules has a page about each');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
