import { escapeMarkdown } from '../markdown.ts'
import { sectionsToMarkdown } from '../markdown-sections.ts'
import { count } from '../text.ts'
import type { MigrationReport } from './migration.ts'
import { migrationSections } from './migration-sections.ts'

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
