import type { Finding } from '../detector/finding.ts'
import type { JsonObject } from '../json.ts'
import { adviceToMarkdown, findingsByFile, problemsToMarkdown } from '../report/check/check-page.ts'
import { clipped, linesWithin } from '../report/fitting.ts'
import { code, escapeMarkdown } from '../report/markdown.ts'
import { waysOut } from '../report/problem-text.ts'
import type { Report } from '../report/report.ts'
import { judgeReport } from '../report/verdict.ts'

/**
 * Maximum sizes of the parts of a comment in bytes; GitHub accepts 65,536 characters, and all parts together stay below
 * 60,000.
 */
const ROOM = { table: 32_000, advice: 14_000, problems: 6000, unscanned: 3000 }
const VERDICT_LENGTH = 1000

/** A comment before it has passed the gate; `kind` as in CommentText. */
export type CommentDraft = { readonly kind: 'always' | 'only-replaces'; readonly markdown: string }

/**
 * reportToPullRequest is the text of a comment about a check: verdict, findings as a table, what to write instead, and
 * what could not be read. At most 60,000 characters, without values. `github` is the `github` context, for links to the
 * lines.
 */
export function reportToPullRequest(report: Report, github: JsonObject): CommentDraft {
  const { findings, unscanned } = report
  const { kind, sentence } = judgeReport(report)
  const isClean = kind === 'good' && findings.length === 0
  const sections = [
    `### ${isClean ? '✅' : '🔓'} ecs-sealed-deploy`,
    escapeMarkdown(clipped(sentence, VERDICT_LENGTH)),
    findingsAdvice(findings, ROOM.advice),
    // without names from files, so that their addresses stay links
    ...waysOut(report),
    findingsTables(findings, github, ROOM.table),
    problemsToMarkdown(report, ROOM.problems).replace(/^## /, '#### '),
    unscannedList(unscanned, ROOM.unscanned),
    `<sub>Check${ofCommit(github)}; names and places only, no values. This comment is replaced at the next run.</sub>`
  ]
  return {
    kind: isClean ? 'only-replaces' : 'always',
    markdown: sections.filter(section => section !== '').join('\n\n')
  }
}

/**
 * findingsTables lists the findings by file, errors first, in at most `room` bytes plus one sentence. Empty without
 * findings.
 */
export function findingsTables(findings: readonly Finding[], github: JsonObject, room: number): string {
  const { markdown, left } = findingsByFile(findings, { room, filesUrl: filesUrl(github) })
  const more = `… and ${left} more; all are in the step summary and in the log of the run.`
  return [markdown, left > 0 ? more : ''].filter(text => text !== '').join('\n\n')
}

/** Where the files can be read at the checked commit, even for a merge commit of a fork's pull request. */
function filesUrl({ server_url: server, repository, sha }: JsonObject): string | undefined {
  if (typeof server !== 'string' || typeof repository !== 'string' || typeof sha !== 'string')
    return undefined
  if (!/^https?:\/\/[\w.:-]+$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\w+$/.test(sha))
    return undefined
  return `${server}/${repository}/blob/${sha}`
}

/** findingsAdvice says what to write instead, once for all names concerned. Empty without findings. */
export function findingsAdvice(findings: readonly Finding[], room: number): string {
  const items = adviceToMarkdown(findings)
  if (items.length === 0) return ''
  const { lines, left } = linesWithin(items, room)
  const list = [...lines, ...(left > 0 ? [`- … and ${left} more in the step summary`] : [])].join('\n')
  return items.length > ADVICE_OPEN
    ? `<details><summary>What to write instead</summary>\n\n${list}\n\n</details>`
    : `**What to write instead**\n\n${list}`
}

/** Longer lists are collapsed. */
const ADVICE_OPEN = 6

/** unscannedList lists the files that were not read completely. Empty if there are none. */
export function unscannedList(unscanned: Report['unscanned'], room: number): string {
  if (unscanned.length === 0) return ''
  const items = unscanned.map(({ file, reason }) => `- ${code(file)}: ${escapeMarkdown(reason)}`)
  const { lines, left } = linesWithin(items, room)
  return ['#### Not checked', '', ...lines, ...(left > 0 ? [`- … and ${left} more`] : [])].join('\n')
}

/** ofCommit is ` of` and the short ID of the run's commit; empty if the context has none. */
export function ofCommit({ sha }: JsonObject): string {
  return typeof sha === 'string' && /^[0-9a-f]{7,64}$/.test(sha) ? ` of ${code(sha.slice(0, 7))}` : ''
}
