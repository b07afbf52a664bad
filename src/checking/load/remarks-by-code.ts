import type { Problem } from '../../errors.ts'
import type { Remark } from '../../report/report.ts'

/**
 * remarksByCode reports each kind of problem once per file, at its first place, because a template can have the same
 * problem on every line.
 */
export function remarksByCode(problems: readonly Problem[]): readonly Remark[] {
  const byCode = new Map<string, Problem[]>()
  for (const problem of problems) {
    const alike = byCode.get(problem.code)
    if (alike === undefined) byCode.set(problem.code, [problem])
    else alike.push(problem)
  }
  return [...byCode.values()].map(([first, ...others]) => {
    const { message, hint, place } = first as Problem
    const more = others.length === 0 ? '' : ` (and ${others.length} more in this file)`
    const text = `${message}${more}${hint === undefined ? '' : ` ${hint}`}`
    return place === undefined ? { message: text } : { message: text, place }
  })
}
