import type { FoundInFile, MergedChecks, RepositoryCheck } from '../../organization/merge-checks.ts'
import { count } from '../text.ts'
import { TO_DO } from './organization-open.ts'

const WORDS = {
  findings: 'Findings',
  unknown: 'Not verified',
  none: 'No task definition',
  clean: 'Clean'
} as const

/** The verdicts that follow the number of the worst one. */
const OTHER_WORDS = {
  unknown: 'not verified',
  clean: 'clean',
  none: 'without task definitions'
} as const

/** checksSentence returns the verdict of the merged checks as a sentence with its numbers. */
export function checksSentence({ verdict, repositories }: MergedChecks): string {
  const of = (wanted: RepositoryCheck['verdict']) =>
    repositories.filter(repository => repository.verdict === wanted).length
  const errors = repositories.reduce((sum, one) => sum + one.errors, 0)
  const what = verdict === 'findings' ? `${count(errors, 'error')} in ` : ''
  const worst = `${what}${of(verdict)} of ${count(repositories.length, 'repository', 'repositories')}`
  return `${WORDS[verdict]}: ${[worst, ...othersInWords(OTHER_WORDS, verdict, of)].join(', ')}.`
}

/** othersInWords returns how many have each verdict other than the worst one, as far as any has. */
export function othersInWords<Verdict extends string>(
  words: Readonly<Partial<Record<Verdict, string>>>,
  worst: Verdict,
  of: (verdict: Verdict) => number
): readonly string[] {
  const others = (Object.keys(words) as Verdict[]).filter(one => one !== worst)
  return others.map(one => nonZero(of(one), words[one] ?? '')).filter(text => text !== '')
}

/** nonZero returns a number and what it counts; empty for zero. */
export function nonZero(number: number, words: string): string {
  return number === 0 ? '' : `${number} ${words}`
}

/** findingPlace returns the file and line of a finding. */
export function findingPlace({ file, line }: FoundInFile): string {
  return line === undefined ? file : `${file}:${line}`
}

/** checksSections returns the tables of the merged checks: findings, what could not be verified, and rules. */
export function checksSections({ repositories }: MergedChecks) {
  const rules = new Map<string, { findings: number; readonly repositories: Set<string> }>()
  for (const { repository, findings } of repositories)
    for (const { rule } of findings) {
      const known = rules.get(rule) ?? { findings: 0, repositories: new Set<string>() }
      known.findings += 1
      known.repositories.add(repository)
      rules.set(rule, known)
    }
  return [
    {
      title: 'Findings',
      columns: ['repository', 'level', 'file', 'rule', 'name'],
      rows: repositories.flatMap(({ repository, findings }) =>
        findings.map(one => [repository, one.level, findingPlace(one), one.rule, one.name])
      )
    },
    {
      title: 'Not verified',
      columns: ['repository', 'why', TO_DO],
      rows: repositories.flatMap(({ repository, why, hint = '' }) =>
        why === undefined ? [] : [[repository, why, hint]]
      )
    },
    {
      title: 'By rule',
      columns: ['rule', 'findings', 'repositories'],
      rows: [...rules]
        .toSorted(([, a], [, b]) => b.findings - a.findings)
        .map(([rule, one]) => [rule, String(one.findings), String(one.repositories.size)])
    }
  ]
}
