import { lastPartOf } from '../../arn.ts'
import { escapeMarkdown } from '../markdown.ts'
import { sectionsToMarkdown } from '../markdown-sections.ts'
import { differenceLine } from '../plan/plan-words.ts'
import {
  BREAK,
  codePiece,
  detailsBlock,
  joinedTexts,
  listBlock,
  namesInCode,
  paragraphBlock,
  type ReportSection,
  type SectionBlock,
  sectionToText,
  type TextRow,
  tableBlock
} from '../section.ts'
import { count, plain } from '../text.ts'
import { exceptedSection } from './excepted-credentials.ts'
import {
  costSentence,
  type MigrationReport,
  type MoveRow,
  PURGE_NEXT,
  placeOf,
  ROTATE_NEXT,
  roleWord,
  secretWord,
  serviceWord,
  templateWord
} from './migration.ts'

/** Moves that are not folded: the other sections give most readers the same information. */
const ROWS_OPEN = 12
const NAMES_SHOWN = 20

/** migrationSections shows the plan or result of a migration, without values. */
export function migrationSections(migration: MigrationReport): readonly ReportSection[] {
  const { done, pullRequest, policies, rotate, oldRevisions, moves, templates } = migration
  const move = tableBlock(['file', 'container', 'variable', 'becomes'], moves.map(moveRow))
  return [
    sectionOf('What was done', [
      ...listBlock(done),
      ...(pullRequest === undefined ? [] : paragraphBlock(`Pull request: ${pullRequest}`))
    ]),
    sectionOf('Secrets', secretsTable(migration), costSentence(migration)),
    sectionOf('Moves', moves.length > ROWS_OPEN ? detailsBlock(`${moves.length} moves`, move) : move),
    rolesSection(migration),
    servicesSection(migration),
    exceptedSection(migration.excepted),
    sectionOf(
      'CloudFormation templates (rewritten, not deployed)',
      tableBlock(
        ['file', 'what happens'],
        templates.map(row => ({
          cells: [[codePiece(row.file)], templateWord(row)],
          lines: [`${row.file}: ${templateWord(row)}`]
        }))
      )
    ),
    // in the log, the step that makes a policy prints it
    ...policies.map(({ roleName, note, text }) =>
      sectionOf(`Policy for ${roleName}`, [
        {
          ...{ kind: 'details', title: note, isOpen: true, isPageOnly: true },
          blocks: [{ kind: 'code', title: `Policy for ${roleName}`, lines: text.trimEnd().split('\n') }]
        }
      ])
    ),
    sectionOf(
      'To rotate, worst first',
      tableBlock(
        ['secret', 'kind', 'replace it at'],
        rotate.map(({ secret, variables, what, issuedAt }, index) => ({
          cells: [[codePiece(secret)], what, issuedAt],
          lines: [`${index + 1}. ${secret} (${variables.join(', ')}): ${what}. Replace it at: ${issuedAt}`]
        }))
      ),
      ROTATE_NEXT
    ),
    sectionOf('Old revisions with plaintext', listBlock(oldRevisions.map(lastPartOf)), PURGE_NEXT)
  ]
}

function sectionOf(heading: string, blocks: readonly SectionBlock[], note = ''): ReportSection {
  const id = heading.toLowerCase().replace(/[^a-z]+/g, '-')
  return { id, heading, blocks: blocks.length === 0 ? [] : [...blocks, ...paragraphBlock(note)] }
}

function secretsTable({ secrets }: MigrationReport): readonly SectionBlock[] {
  const rows = secrets.map((row): TextRow => {
    const { name, variables, keys, warnings } = row
    const inKeys = keys.length === 0 ? '' : `; keys ${keys.join(', ')}`
    return {
      cells: [
        [codePiece(name)],
        secretWord(row),
        joinedTexts([namesInCode(variables, NAMES_SHOWN), ...warnings], BREAK)
      ],
      lines: [
        `${name}: ${secretWord(row)} (${variables.join(', ')}${inKeys})`,
        ...warnings.map(warning => `  note: ${warning}`)
      ]
    }
  })
  return tableBlock(['secret', 'state', 'variables'], rows)
}

function moveRow(row: MoveRow): TextRow {
  const { container, variable, reference } = row
  return {
    cells: [placeOf(row), container, variable, reference].map(text => [codePiece(text)]),
    lines: [`${placeOf(row)} ${container}: ${variable} → ${reference}`]
  }
}

/** ECS reads secrets with the execution role before the application starts, not with the task role. */
function rolesSection({ roles }: MigrationReport): ReportSection {
  const rows = roles.map(row => ({
    cells: [[codePiece(lastPartOf(row.arn))], roleWord(row), namesInCode(row.services, NAMES_SHOWN)],
    lines: [`${lastPartOf(row.arn)}: ${roleWord(row)}`]
  }))
  return sectionOf('Execution roles', tableBlock(['role', 'grant', 'services'], rows))
}

const DIFFERENCES_NEXT =
  'The listed changes (+ added, - removed, ~ changed) are other differences between what runs and the file: deploying the file applies them too.'

/** Each service with what its deploy changes besides the moves. */
function servicesSection({ services }: MigrationReport): ReportSection {
  const rows = services.map((row): TextRow => {
    const differences = (row.differences ?? []).map(differenceLine)
    const word = serviceWord(row)
    const shown = differences.map(line => [codePiece(line)])
    return {
      cells: [[codePiece(row.service)], joinedTexts([word, ...shown], BREAK)],
      lines: [`${row.service}: ${word}`, ...differences.map(line => `  ${line}`)]
    }
  })
  const hasDifferences = services.some(({ differences }) => differences !== undefined)
  const table = tableBlock(['service', 'what happens'], rows)
  return sectionOf('Services', table, hasDifferences ? DIFFERENCES_NEXT : '')
}

/** migrationToText formats a migration for a terminal or log. */
export function migrationToText(migration: MigrationReport): readonly string[] {
  const lines = migrationSections(migration).flatMap(section => {
    const shown = sectionToText(section)
    return shown.length === 0 ? [] : [plain(section.heading), ...shown.map(line => `  ${line}`)]
  })
  return lines.length === 0 ? ['No move is planned.'] : lines
}

/** GitHub accepts 65,536 characters; the rest of the body needs little. */
const BODY_BYTES = 60_000

/** migrationRequestTitle returns the title of the pull request, which is also the first line of the commit message. */
export function migrationRequestTitle({ moves }: MigrationReport): string {
  const files = new Set(moves.map(({ file }) => file)).size
  return `Credentials as references: ${count(moves.length, 'variable')} in ${count(files, 'file')}`
}

/** migrationRequestBody returns the text of the pull request: the tables of the summary, which contain no values. */
export function migrationRequestBody(migration: MigrationReport): string {
  const open = migration.templates
  const roles =
    open.length === 0
      ? 'the execution roles may read them'
      : `the execution roles may read them (except for those of ${open.map(({ file }) => file).join(', ')}: grant those first)`
  return [
    `The secrets exist, ${escapeMarkdown(roles)}, and their values were compared with these files before this was written. Merging changes nothing that runs; the next deploy does.`,
    '',
    sectionsToMarkdown(migrationSections(migration), BODY_BYTES),
    '',
    'The old values stay in git history: they have to be replaced, not only moved.'
  ].join('\n')
}
