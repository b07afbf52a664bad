import type { JsonObject } from '../../json.ts'
import { clipped, code, escapeMarkdown, sectionsToMarkdown } from '../../report/markdown.ts'
import type { Report } from '../../report/report.ts'
import { reportSections } from '../../report/summary.ts'
import { judgeReport } from '../../report/verdict.ts'

/** GitHub accepts 65,536 characters, and no text has more characters than bytes. */
const COMMENT_BYTES = 60_000
const VERDICT_LENGTH = 1000
const LABEL_LENGTH = 100

/** A comment before it has passed the gate; `kind` as in CommentText. */
export type CommentDraft = { readonly kind: 'always' | 'only-replaces'; readonly markdown: string }

/** Which step wrote a comment, for the reader. */
export type PlannedBy = { readonly workflow: string; readonly job: string }

/** The sections of a comment; the others are in the step summary only. */
const SHOWN: Readonly<Record<'check' | 'plan', ReadonlySet<string>>> = {
  check: new Set(['findings', 'problems', 'unscanned']),
  plan: new Set([
    ...['target', 'problems', 'findings', 'unscanned', 'selection', 'plan', 'permissions', 'notes']
  ])
}

/**
 * reportToPullRequest is the text of a comment about a check: verdict, findings, problems and what could not be read,
 * without values. `github` is the `github` context, for links to the lines.
 */
export function reportToPullRequest(report: Report, github: JsonObject): CommentDraft {
  const { kind, sentence } = judgeReport(report)
  const isClean = kind === 'good' && report.findings.length === 0
  const head = [
    `### ${isClean ? '✅' : '🔓'} ecs-sealed-deploy`,
    escapeMarkdown(clipped(sentence, VERDICT_LENGTH))
  ]
  const foot = `<sub>Check${ofCommit(github)}; shows names and locations, never values. This comment is replaced at the next run.</sub>`
  const markdown = commentOf(report, github, { what: 'check', head, foot })
  return { kind: isClean ? 'only-replaces' : 'always', markdown }
}

/**
 * planToPullRequest is the text of a comment about a plan. It is also written if there is nothing to do, so that a
 * reviewer knows that the plan ran.
 */
export function planToPullRequest(report: Report, github: JsonObject, by: PlannedBy): CommentDraft {
  const { kind, sentence } = judgeReport(report)
  const { permissions } = report
  const open = permissions.filter(({ verdict }) => verdict !== 'allowed')
  // a reviewer looks for what is missing
  const allowed =
    permissions.length === 0
      ? []
      : [`Permissions and images: ${permissions.length - open.length} of ${permissions.length} verified.`]
  const head = [
    `### ${kind === 'good' ? '📋' : '❌'} ecs-sealed-deploy: plan`,
    escapeMarkdown(clipped(sentence, VERDICT_LENGTH)),
    ...allowed
  ]
  const names = [by.workflow, by.job]
    .filter(name => name !== '')
    .map(name => escapeMarkdown(clipped(name, LABEL_LENGTH)))
  const job = names.length === 0 ? '' : ` by ${names.join(' / ')}`
  const foot = `<sub>Plan${ofCommit(github)}${job}; nothing was changed. Values that could be credentials are never shown. This comment is replaced at the next run.</sub>`
  const shown = { ...report, permissions: open }
  return { kind: 'always', markdown: commentOf(shown, github, { what: 'plan', head, foot }) }
}

function commentOf(
  report: Report,
  github: JsonObject,
  {
    what,
    head,
    foot
  }: { readonly what: 'check' | 'plan'; readonly head: readonly string[]; readonly foot: string }
): string {
  const filesUrl = filesUrlOf(github)
  const sections = reportSections(report, { judgment: judgeReport(report), filesUrl })
    .filter(({ id }) => SHOWN[what].has(id))
    // of a check, the findings are what matters
    .map(one => (one.id === 'findings' && what === 'check' ? { ...one, share: 0.7 } : one))
  const room = COMMENT_BYTES - Buffer.byteLength([...head, foot].join('\n\n')) - 10
  const body = sectionsToMarkdown(sections, room, '####')
  return [...head, body, foot].filter(part => part !== '').join('\n\n')
}

/** Where the files can be read at the checked commit, even for a merge commit of a fork's pull request. */
function filesUrlOf({ server_url: server, repository, sha }: JsonObject): string | undefined {
  if (typeof server !== 'string' || typeof repository !== 'string' || typeof sha !== 'string')
    return undefined
  if (!/^https?:\/\/[\w.:-]+$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\w+$/.test(sha))
    return undefined
  return `${server}/${repository}/blob/${sha}`
}

/** ` of` and the short ID of the run's commit; empty if the context has none. */
function ofCommit({ sha }: JsonObject): string {
  return typeof sha === 'string' && /^[0-9a-f]{7,64}$/.test(sha) ? ` of ${code(sha.slice(0, 7))}` : ''
}
