import { present } from '../present.ts'
import type { ServiceResult } from '../rollout/outcome.ts'
import { type Ending, endingOf } from './ending.ts'
import { clipped, linesWithin } from './fitting.ts'
import { escapeCode, escapeMarkdown, FRAME_BYTES, listWithin } from './markdown.ts'
import type { Report } from './report.ts'
import { type DownReport, standingOfStatus, whatStatusSaysIsDown } from './rollouts/down.ts'
import { nextSteps } from './steps/next-steps.ts'
import { groupSteps, type NextStep } from './steps/step-groups.ts'
import { SUMMARY_BYTES, summaryToMarkdown } from './summary-page.ts'
import { judgeReport } from './verdict.ts'

/**
 * reportToMarkdown returns the step summary: the verdict, then the problems, the plan and the notes. It never exceeds
 * `bytes` bytes of UTF-8: a section that is too long shows less and counts the rest; markup is never cut.
 */
export function reportToMarkdown(report: Report, bytes = SUMMARY_BYTES): string {
  const { kind, sentence, results } = judgeReport(report)
  const { down, steps, isFolded } = endOf(report, results)
  const standing = down && `${SIGNS[down.state]} **${escapeMarkdown(down.sentence)}**`
  // the status of a service that is down is read without a fault, and is no good news
  const sign = kind === 'good' && report.status ? SIGNS[standingOfStatus(report.status.services)] : undefined
  const judged = {
    ...{ kind, sentence, ...present({ sign, standing }) },
    stepsWithin: (room: number) => nextWithin(steps, room, isFolded)
  }
  return summaryToMarkdown(report, judged, bytes)
}

const SIGNS: Readonly<Record<DownReport['state'], string>> = {
  up: '✅',
  recovered: '⚠️',
  reduced: '⚠️',
  down: '❌',
  unknown: '❔',
  same: '➖'
}

/** A run that needs nobody can still be the one that has to be undone: its commands are there, folded. */
function endOf(report: Report, results: readonly ServiceResult[]): Ending & { readonly isFolded?: boolean } {
  if (report.mode === 'check') return { steps: [] }
  const ending = endingOf(report, results)
  if (ending.steps.length > 0) return ending
  const steps = nextSteps(report, results)
  if (report.status) return { steps, down: whatStatusSaysIsDown(report.status.services) }
  return { steps, isFolded: results.length > 0 && report.migration === undefined }
}

/** The next steps, each command on its own lines. */
function nextWithin(steps: readonly NextStep[], room: number, isFolded = false): string {
  const items = groupSteps(steps).map(({ text, commands }, index) => {
    const said = `${index + 1}. ${escapeMarkdown(clipped(text, STEP_LENGTH))}`
    if (commands.length === 0) return said
    const shown = linesWithin(commands.map(escapeCode), room / 2)
    const more = shown.left > 0 ? `\n   … and ${shown.left} more in the log.` : ''
    return `${said}\n   <pre>${shown.lines.join('\n   ')}</pre>${more}`
  })
  const title = 'What to do next'
  if (!isFolded) return listWithin(`## ${title}`, items, room)
  const list = listWithin(`<details><summary>${title}</summary>`, items, room - FRAME_BYTES)
  return list === '' ? '' : `${list}\n\n</details>`
}

const STEP_LENGTH = 2000
