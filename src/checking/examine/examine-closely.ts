import { chosenRules } from '../../detector/chosen-rules.ts'
import { CleanTexts, findingsOf, look } from '../../detector/detect.ts'
import type { Finding } from '../../detector/finding.ts'
import { mergeFindings } from '../../detector/merge-findings.ts'
import type { RuleChoice } from '../../detector/rule-choice.ts'
import { sensitiveIn } from '../../detector/sensitive.ts'
import type { DocumentNode } from '../../document/tree.ts'

import type { ExaminedSource, RenderedTarget } from '../load/source.ts'

/** The rules to apply, and the function that receives the values at findings. */
export type Examination = {
  readonly rules: RuleChoice
  readonly mask: (values: readonly string[]) => void
  /** What `openDocuments` returns for these rules, if there is one with what it has seen already. */
  readonly isOpen?: (root: DocumentNode) => boolean
}

/** What the rules examine: files as written, and task definitions that rendering has changed. */
export type ToExamine = {
  readonly sources: readonly ExaminedSource[]
  readonly rests: readonly ExaminedSource[]
  readonly changed: readonly RenderedTarget[]
  /**
   * Names of services. They are not masked, because that would hide what the run is about, and masking would reveal
   * that a name is also a password.
   */
  readonly services: ReadonlySet<string | undefined>
}

/**
 * examineClosely applies the rules to documents that are not quiet. It passes the values at findings to `mask` first.
 */
export function examineClosely(
  { sources, rests, changed, services }: ToExamine,
  { rules: choice, mask }: Examination
): readonly Finding[] {
  const rules = chosenRules(choice)
  const again = new Set(changed.map(({ target }) => target.document.file))
  const clean = new CleanTexts()
  const findIn = ({ target, root }: RenderedTarget): readonly Finding[] => {
    const { file } = target.document
    const looked = look(root, rules, again.has(file) ? clean : undefined)
    if (looked.judged.length === 0) return []
    mask(sensitiveIn(looked).filter(value => !services.has(value)))
    return findingsOf({ file, root, place: target.place }, looked)
  }
  const read = sources.flatMap(target => findIn({ target, root: target.document.root }))
  const found = rests.flatMap(target => {
    const own = target.rest ? findIn({ target, root: target.rest }) : []
    return target.isRestComments ? own.filter(({ level }) => level === 'error') : own
  })
  const exact = new Set(rests.filter(({ isRestExact }) => isRestExact).map(({ document }) => document.file))
  const more = beside(found, { read, exact })
  const asWritten = [...withoutScripts(read, { more, exact }), ...more]
  return withoutOuterTexts(mergeFindings(asWritten, changed.flatMap(findIn)))
}

/**
 * A credential that was found as a variable in the JSON of a command is not found again in the whole JSON. Findings are
 * sorted, so the first variable within a text is the next one after the text.
 */
function withoutOuterTexts(findings: readonly Finding[]): readonly Finding[] {
  let next: Finding | undefined
  return findings
    .toReversed()
    .filter(one => {
      if (one.name !== '') next = one.rule === 'secret/by-name' ? one : next
      const isWhole = one.name === '' && one.rule === 'secret/embedded'
      return !isWhole || next === undefined || next.level !== one.level || !isOnLineWithin(next, one)
    })
    .reverse()
}

function isOnLineWithin(
  { file, place: inner }: Finding,
  { file: outerFile, place: outer }: Finding
): boolean {
  return (
    file === outerFile &&
    inner !== undefined &&
    outer !== undefined &&
    outer.line === outer.endLine &&
    inner.line === outer.line &&
    outer.column < inner.column &&
    inner.endColumn < outer.endColumn
  )
}

/** A credential that was found in a script is not found again in the whole text of the script. */
function withoutScripts(
  findings: readonly Finding[],
  { more, exact }: { readonly more: readonly Finding[]; readonly exact: ReadonlySet<string> }
): readonly Finding[] {
  const isWithin = (inner: Finding, { rule, file, place }: Finding) => {
    const line = inner.place?.line ?? 0
    return (
      inner.rule === rule &&
      inner.file === file &&
      place !== undefined &&
      place.line <= line &&
      line <= place.endLine
    )
  }
  return findings.filter(one => {
    const isScript = exact.has(one.file) && one.place !== undefined && one.place.endLine > one.place.line
    return !isScript || !more.some(inner => isWithin(inner, one))
  })
}

/**
 * Credentials that only the second reader found. A line on which the first reader found something is skipped, but not
 * the other lines of a script in which it found one credential of several. The second reader cannot determine how
 * secrets are passed, so only findings of category `credential` are kept.
 */
function beside(
  findings: readonly Finding[],
  { read, exact }: { readonly read: readonly Finding[]; readonly exact: ReadonlySet<string> }
): readonly Finding[] {
  const lines = new Set(
    read.flatMap(({ file, place }) => {
      if (place === undefined || (exact.has(file) && place.endLine > place.line)) return []
      // The finding of a multiline text is on one of its lines.
      const count = Math.min(place.endLine - place.line, 100) + 1
      return Array.from({ length: count }, (_, index) => `${file} ${place.line + index}`)
    })
  )
  const named = new Set(
    findings.flatMap(({ name, file, place }) => (name === 'command' ? [] : [`${file} ${place?.line}`]))
  )
  // `export DB_PASSWORD=…` is a variable, and as a command the same credential again.
  return findings.filter(({ name, file, category, place }) => {
    const line = `${file} ${place?.line}`
    if (category !== 'credential' || lines.has(line)) return false
    if (name !== 'command') return true
    const isNew = !named.has(line)
    named.add(line)
    return isNew
  })
}
