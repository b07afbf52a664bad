import { compareFindings } from './detect.ts'
import type { Finding } from './finding.ts'

/**
 * mergeFindings merges the findings before and after rendering. Findings of the same rule at the same place are one;
 * the finding before rendering is kept. Sorted by file, line, and column.
 */
export function mergeFindings(raw: readonly Finding[], rendered: readonly Finding[]): readonly Finding[] {
  // Sorting makes duplicates adjacent; nearly every finding has a unique place.
  const sorted = [...raw, ...rendered].sort(
    (a, b) => compareFindings(a, b) || Number(b.level === 'error') - Number(a.level === 'error')
  )
  const keys = new Set<string>()
  return sorted.filter((finding, index) => {
    const before = sorted[index - 1]
    const isAlone = before === undefined || compareFindings(before, finding) !== 0
    const after = sorted[index + 1]
    if (isAlone && (after === undefined || compareFindings(finding, after) !== 0)) return true
    if (isAlone) keys.clear()
    const key = keyOf(finding)
    return keys.size !== keys.add(key).size
  })
}

/** A text with definitions is left out: it may hold several credentials. */
const TERRAFORM_VALUE = /^\/(?:locals\/(?!.*definitions)|variable\/[^/]{1,255}\/default)/i

function keyOf({ file, input, pointer, container, name, rule }: Finding): string {
  // The default of a CloudFormation parameter is one credential, however many variables it fills.
  if (input === undefined && /^\/Parameters\/[^/]{1,255}\/Default$/.test(pointer))
    return JSON.stringify([file, pointer, rule])
  // So is a local of Terraform or the default of a variable, which also has a name of its own.
  if (TERRAFORM_VALUE.test(pointer)) return JSON.stringify([file, pointer])
  return JSON.stringify([
    file,
    input === undefined ? ['pointer', pointer] : ['input', input],
    container,
    name,
    rule
  ])
}
