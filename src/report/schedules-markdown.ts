import type { ScheduleRow } from '../schedules/found.ts'
import { code, escapeMarkdown } from './markdown.ts'
import { shortArn } from './plan-text.ts'

/** schedulesToMarkdown is the table of rules and schedules that run a family, for the step summary. */
export function schedulesToMarkdown(rows: readonly ScheduleRow[]): string {
  if (rows.length === 0) return ''
  const lines = rows.map(({ kind, name, from, to, state, reason }) => {
    const revisions =
      to === undefined ? code(shortArn(from)) : `${code(shortArn(from))} → ${code(shortArn(to))}`
    const what = reason === undefined ? state : `${state}: ${reason}`
    return `| ${kind} | ${code(name)} | ${revisions} | ${escapeMarkdown(what)} |`
  })
  return [
    '## Schedules',
    '',
    '| kind | name | revision | state |',
    '| --- | --- | --- | --- |',
    ...lines
  ].join('\n')
}
