import { code, escapeMarkdown } from './markdown.ts'
import {
  costSentence,
  PURGE_NEXT,
  placeOf,
  ROTATE_NEXT,
  roleWord,
  secretWord,
  serviceWord,
  templateWord
} from './migrate-words.ts'
import type { MigrationReport } from './migration.ts'
import { shortArn } from './plan-text.ts'
import { bytesOf, linesWithin } from './summary-room.ts'

/** migrationToMarkdown is the section of a migration in the step summary, in at most `room` bytes; what is too long is counted. */
export function migrationToMarkdown(migration: MigrationReport, room: number): string {
  const sections: string[] = []
  let rest = room
  for (const { title, head, rows, below } of tablesOf(migration)) {
    if (rows.length === 0) continue
    const top = [`## ${title}`, '', ...head]
    const { lines, left } = linesWithin(rows, rest - bytesOf([...top, ...below].join('\n')) - FRAME_BYTES)
    const more = left > 0 ? ['', `… and ${left} more in the log.`] : []
    const text = [...top, ...lines, ...more, ...below.flatMap(line => ['', line])].join('\n')
    rest -= bytesOf(text) + 2
    sections.push(text)
  }
  return sections.join('\n\n')
}

const FRAME_BYTES = 100

type Table = {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly string[]
  readonly below: readonly string[]
}

function tablesOf(migration: MigrationReport): readonly Table[] {
  const { secrets, moves, roles, services, rotate, oldRevisions, done, policies, pullRequest } = migration
  const isPlan = !migration.applied
  return [
    list(
      'What was done',
      done,
      pullRequest === undefined ? [] : [`Pull request: ${escapeMarkdown(pullRequest)}`]
    ),
    table(
      isPlan ? 'Secrets (nothing was changed)' : 'Secrets',
      ['secret', 'state', 'variables'],
      secrets.map(row => [
        code(row.name),
        escapeMarkdown(secretWord(row)),
        `${row.variables.map(code).join(', ')}${row.warnings.map(warning => `<br>${escapeMarkdown(warning)}`).join('')}`
      ]),
      [escapeMarkdown(costSentence(migration))]
    ),
    table(
      'Moves',
      ['file', 'container', 'variable', 'becomes'],
      moves.map(row => [code(placeOf(row)), code(row.container), code(row.variable), code(row.reference)])
    ),
    table(
      'Execution roles',
      ['role', 'grant', 'services'],
      roles.map(row => [
        code(shortArn(row.arn)),
        escapeMarkdown(roleWord(row)),
        row.services.map(code).join(', ')
      ])
    ),
    table(
      'Services of the migration',
      ['service', 'what happens'],
      services.map(row => [code(row.service), escapeMarkdown(serviceWord(row))])
    ),
    table(
      'CloudFormation templates (rewritten, not deployed)',
      ['file', 'resource', 'what it is to do'],
      migration.templates.map(row => [code(row.file), code(row.resource), escapeMarkdown(templateWord(row))])
    ),
    ...policies.map(policyTable),
    table(
      'To rotate, worst first',
      ['secret', 'what', 'new one'],
      rotate.map(row => [code(row.secret), escapeMarkdown(row.what), escapeMarkdown(row.issuedAt)]),
      [ROTATE_NEXT]
    ),
    list('Old revisions with plaintext', oldRevisions.map(shortArn), [PURGE_NEXT])
  ]
}

function policyTable({ roleName, text, note }: MigrationReport['policies'][number]): Table {
  return {
    title: `Policy for ${escapeMarkdown(roleName)}`,
    head: [escapeMarkdown(note), '', '```', ...text.trimEnd().split('\n')],
    rows: ['```'],
    below: []
  }
}

function table(
  title: string,
  columns: readonly string[],
  ...[rows, below = []]: [readonly (readonly string[])[], (readonly string[])?]
): Table {
  const head = [`| ${columns.join(' | ')} |`, `| ${columns.map(() => '---').join(' | ')} |`]
  return { title, head, rows: rows.map(cells => `| ${cells.join(' | ')} |`), below }
}

function list(title: string, items: readonly string[], below: readonly string[]): Table {
  return { title, head: [], rows: items.map(item => `- ${escapeMarkdown(item)}`), below }
}
