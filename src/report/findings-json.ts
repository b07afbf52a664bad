import type { Finding } from '../detector/finding.ts'
import type { Report } from './report.ts'

/** One finding in the stable machine format. Members that don't apply are left out; there is none for a value. */
export type FindingJson = {
  readonly rule: string
  readonly level: string
  readonly category: string
  readonly confidence: string
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly endLine?: number
  readonly endColumn?: number
  readonly pointer: string
  readonly input?: string
  readonly container?: string
  readonly name: string
  readonly message: string
  readonly hint: string
  readonly fingerprint: string
}

/** The document that `check --format json` prints and the output `findings` holds. */
export type FindingsJson = {
  readonly version: 1
  readonly files: readonly string[]
  readonly findings: readonly FindingJson[]
  readonly unscanned: readonly { readonly file: string; readonly reason: string }[]
}

/** findingsDocument gives the machine output as data. */
export function findingsDocument(report: Pick<Report, 'files' | 'findings' | 'unscanned'>): FindingsJson {
  return {
    version: 1,
    files: report.files,
    findings: report.findings.map(findingJson),
    unscanned: report.unscanned.map(({ file, reason }) => ({ file, reason }))
  }
}

/** findingsToJson is findingsDocument as text, indented by two, without a line end. */
export function findingsToJson(report: Pick<Report, 'files' | 'findings' | 'unscanned'>): string {
  return JSON.stringify(findingsDocument(report), null, 2)
}

/** Each member is named, so that nothing that is added to a finding one day gets out unseen. */
function findingJson(finding: Finding): FindingJson {
  const { place, input, container } = finding
  return {
    rule: finding.rule,
    level: finding.level,
    category: finding.category,
    confidence: finding.confidence,
    file: finding.file,
    ...(place && {
      line: place.line,
      column: place.column,
      endLine: place.endLine,
      endColumn: place.endColumn
    }),
    pointer: finding.pointer,
    ...(input === undefined ? {} : { input }),
    ...(container === undefined ? {} : { container }),
    name: finding.name,
    message: finding.message,
    hint: finding.hint,
    fingerprint: finding.fingerprint
  }
}
