import { planToMarkdown, resultsToMarkdown } from './deploy-markdown.ts'
import { exceptedToMarkdown } from './excepted-markdown.ts'
import { findingsToMarkdown } from './findings-markdown.ts'
import { escapeMarkdown } from './markdown.ts'
import { placeToText } from './problems-text.ts'
import type { Report } from './report.ts'
import { verdictOf } from './verdict.ts'

/** reportToMarkdown is the step summary: the verdict first, then what went wrong, then the plan, then notes. */
export function reportToMarkdown(report: Report): string {
  return [
    `# ecs-sealed-deploy ${report.mode}`,
    '',
    escapeMarkdown(verdictOf(report)),
    '',
    problemsToMarkdown(report),
    findingsToMarkdown(report.findings),
    exceptedToMarkdown(report.excepted),
    resultsToMarkdown(report.results, report.diagnoses),
    report.plan ? planToMarkdown(report.plan) : '',
    remarksToMarkdown(report)
  ]
    .filter(section => section !== '')
    .join('\n\n')
}

function problemsToMarkdown({ problems }: Report): string {
  if (problems.length === 0) return ''
  const items = problems.map(({ service, place, message, hint }) => {
    const where = [service, place && placeToText(place)].filter(part => part !== undefined).join(', ')
    const text = `- ${where === '' ? '' : `**${escapeMarkdown(where)}**: `}${escapeMarkdown(message)}`
    return hint === undefined ? text : `${text}<br>${escapeMarkdown(hint)}`
  })
  return ['## To be put right', '', ...items].join('\n')
}

function remarksToMarkdown({ remarks }: Report): string {
  if (remarks.length === 0) return ''
  const items = remarks.map(
    ({ message, place }) =>
      `- ${place ? `${escapeMarkdown(placeToText(place))}: ` : ''}${escapeMarkdown(message)}`
  )
  return ['## Notes', '', ...items].join('\n')
}
