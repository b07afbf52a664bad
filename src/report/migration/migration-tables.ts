import { lastPartOf } from '../../arn.ts'
import { present } from '../../present.ts'
import { bytesOf, linesWithin } from '../fitting.ts'
import { code, escapeMarkdown, FRAME_BYTES, tableHead, tableRow } from '../markdown.ts'
import { plain } from '../text.ts'
import { exceptedSection } from './excepted-credentials.ts'
import {
  costSentence,
  type MigrationReport,
  type MoveRow,
  type PrintedPolicy,
  PURGE_NEXT,
  placeOf,
  ROTATE_NEXT,
  roleWord,
  secretWord,
  templateWord
} from './migration.ts'
import { servicesSection } from './migration-services.ts'

/** One entry of a section: its lines in a log, and its table cells or list item, as Markdown. */
type Row = { readonly lines: readonly string[]; readonly cells: readonly string[] }

/** A section of a migration for the log and the page. Without columns it is a list. Without rows it is omitted. */
type Section = {
  readonly kind: 'rows'
  readonly title: string
  /** The title on the page, if it differs. */
  readonly heading?: string
  readonly columns?: readonly string[]
  readonly rows: readonly Row[]
  /** A long section is folded on the page, because the other sections give most readers the same information. */
  readonly folds?: true
  /** A sentence below the rows. */
  readonly note?: string
  /** A sentence below the rows on the page only, as Markdown. */
  readonly pageNote?: string
}

/** A policy to add manually; in the log, the step that generates it prints it. */
type PolicySection = { readonly kind: 'policy'; readonly policy: PrintedPolicy }

/** migrationSections returns the sections of a migration in order; sections without rows are not shown. */
export function migrationSections(migration: MigrationReport): readonly (Section | PolicySection)[] {
  const { done, policies, rotate, oldRevisions, pullRequest } = migration
  return [
    {
      kind: 'rows',
      title: 'Done',
      heading: 'What was done',
      rows: done.map(item),
      ...present({ pageNote: pullRequest && `Pull request: ${escapeMarkdown(pullRequest)}` })
    },
    secretsSection(migration),
    ...placesSections(migration),
    ...policies.map(policy => ({ kind: 'policy', policy }) as const),
    {
      kind: 'rows',
      title: 'To rotate, worst first',
      columns: ['secret', 'kind', 'replace it at'],
      rows: rotate.map(({ secret, variables, what, issuedAt }, index) => ({
        lines: [`${index + 1}. ${secret} (${variables.join(', ')}): ${what}. Replace it at: ${issuedAt}`],
        cells: [code(secret), escapeMarkdown(what), escapeMarkdown(issuedAt)]
      })),
      note: ROTATE_NEXT
    },
    {
      kind: 'rows',
      title: 'Old revisions with plaintext',
      rows: oldRevisions.map(lastPartOf).map(item),
      note: PURGE_NEXT
    }
  ]
}

function item(text: string): Row {
  return { lines: [text], cells: [escapeMarkdown(text)] }
}

function secretsSection(migration: MigrationReport): Section {
  const rows = migration.secrets.map(row => {
    const { name, variables, keys, warnings } = row
    const inKeys = keys.length === 0 ? '' : `; keys ${keys.join(', ')}`
    const notes = warnings.map(warning => `<br>${escapeMarkdown(warning)}`).join('')
    return {
      lines: [
        `${name}: ${secretWord(row)} (${variables.join(', ')}${inKeys})`,
        ...warnings.map(warning => `  note: ${warning}`)
      ],
      cells: [code(name), escapeMarkdown(secretWord(row)), `${variables.map(code).join(', ')}${notes}`]
    }
  })
  return {
    kind: 'rows',
    title: 'Secrets',
    heading: migration.applied ? 'Secrets' : 'Secrets (nothing was changed)',
    columns: ['secret', 'state', 'variables'],
    rows,
    note: costSentence(migration)
  }
}

function placesSections({ moves, roles, services, ...rest }: MigrationReport): readonly Section[] {
  const { templates, excepted } = rest
  return [
    movesSection(moves),
    rolesSection(roles),
    servicesSection(services),
    exceptedSection(excepted),
    {
      kind: 'rows',
      title: 'CloudFormation templates (rewritten, not deployed)',
      columns: ['file', 'what happens'],
      rows: templates.map(row => ({
        lines: [`${row.file}: ${templateWord(row)}`],
        cells: [code(row.file), escapeMarkdown(templateWord(row))]
      }))
    }
  ]
}

function rolesSection(roles: MigrationReport['roles']): Section {
  return {
    kind: 'rows',
    title: 'Execution roles (not the task roles: ECS reads secrets before the application starts)',
    heading: 'Execution roles',
    columns: ['role', 'grant', 'services'],
    rows: roles.map(row => ({
      lines: [`${lastPartOf(row.arn)}: ${roleWord(row)}`],
      cells: [code(lastPartOf(row.arn)), escapeMarkdown(roleWord(row)), row.services.map(code).join(', ')]
    }))
  }
}

function movesSection(moves: readonly MoveRow[]): Section {
  return {
    kind: 'rows',
    title: 'Moves',
    folds: true,
    columns: ['file', 'container', 'variable', 'becomes'],
    rows: moves.map(row => ({
      lines: [`${placeOf(row)} ${row.container}: ${row.variable} → ${row.reference}`],
      cells: [placeOf(row), row.container, row.variable, row.reference].map(code)
    }))
  }
}

/** migrationToText formats a migration for a terminal or log: secrets, moves, roles, services, cost, rotation. */
export function migrationToText(migration: MigrationReport): readonly string[] {
  const lines = migrationSections(migration).flatMap(section => {
    if (section.kind === 'policy' || section.rows.length === 0) return []
    const rows = section.rows.flatMap(row => row.lines)
    const note = section.note === undefined ? [] : [section.note]
    return [section.title, ...[...rows, ...note].map(line => `  ${line}`)]
  })
  return lines.length === 0 ? ['No move is planned.'] : lines.map(plain)
}

/** migrationToMarkdown returns the section for the step summary in at most `room` bytes; the rest is counted. */
export function migrationToMarkdown(migration: MigrationReport, room: number): string {
  const texts: string[] = []
  let rest = room
  for (const section of migrationSections(migration)) {
    if (section.kind === 'rows' && section.rows.length === 0) continue
    const { top, rows, below } = pageOf(section)
    const { lines, left } = linesWithin(rows, rest - bytesOf([...top, ...below].join('\n')) - FRAME_BYTES)
    const more = left > 0 ? ['', `… and ${left} more in the log.`] : []
    const text = [...top, ...lines, ...more, ...below.flatMap(line => ['', line])].join('\n')
    rest -= bytesOf(text) + 2
    texts.push(text)
  }
  return texts.join('\n\n')
}

/** The lines of a section on the page: those above the rows, the rows, and those below. */
type Page = {
  readonly top: readonly string[]
  readonly rows: readonly string[]
  readonly below: readonly string[]
}

/** A foldable section with more rows than this is folded. */
const ROWS_OPEN = 12
function pageOf(section: Section | PolicySection): Page {
  if (section.kind === 'policy') {
    const { roleName, note, text } = section.policy
    const title = `## Policy for ${escapeMarkdown(roleName)}`
    // no run of backticks in the text can end the block
    const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)))
    const top = [title, '', escapeMarkdown(note), '', fence, ...text.trimEnd().split('\n')]
    return { top, rows: [fence], below: [] }
  }
  const { title, heading = title, columns, rows, note, pageNote } = section
  const isFolded = section.folds === true && rows.length > ROWS_OPEN
  const [open, close] = isFolded
    ? [[`<details><summary>Show all ${rows.length}</summary>`, ''], ['</details>']]
    : [[], []]
  return {
    top: [`## ${heading}`, '', ...open, ...(columns ? tableHead(columns) : [])],
    rows: rows.map(({ cells }) => (columns ? tableRow(cells) : `- ${cells.join(' ')}`)),
    below: [...close, ...[note && escapeMarkdown(note), pageNote].flatMap(text => text ?? [])]
  }
}
