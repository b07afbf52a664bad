import { compareFindings } from './detect.ts'
import type { Finding } from './finding.ts'

/**
 * mergeFindings joins what was found in the files as written with what was found after rendering. The same rule at the
 * same place is one finding, and the one of the file as written is kept. Sorted by file, line and column.
 */
export function mergeFindings(raw: readonly Finding[], rendered: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>()
  for (const finding of [...raw, ...rendered]) {
    const key = JSON.stringify([
      finding.file,
      finding.input === undefined ? ['pointer', finding.pointer] : ['input', finding.input],
      finding.container,
      finding.name,
      finding.rule
    ])
    if (!merged.has(key)) merged.set(key, finding)
  }
  return [...merged.values()].sort(compareFindings)
}
