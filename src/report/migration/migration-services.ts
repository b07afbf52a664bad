import { code, escapeMarkdown } from '../markdown.ts'
import { differenceLine } from '../plan/plan-words.ts'
import { type ServiceRow, serviceWord } from './migration.ts'

/** Explains the changes that are listed below a service. */
const DIFFERENCES_NEXT =
  'The listed changes (+ added, - removed, ~ changed) are other differences between what runs and the file: deploying the file applies them too.'

/** servicesSection lists the services of a migration, each with what its deploy changes besides the moves. */
export function servicesSection(services: readonly ServiceRow[]) {
  const hasDifferences = services.some(({ differences }) => differences !== undefined)
  return {
    kind: 'rows' as const,
    title: 'Services',
    heading: 'Services',
    columns: ['service', 'what happens'],
    rows: services.map(row => {
      const differences = (row.differences ?? []).map(differenceLine)
      const word = serviceWord(row)
      return {
        lines: [`${row.service}: ${word}`, ...differences.map(line => `  ${line}`)],
        cells: [code(row.service), [escapeMarkdown(word), ...differences.map(code)].join('<br>')]
      }
    }),
    ...(hasDifferences ? { note: DIFFERENCES_NEXT } : {})
  }
}
