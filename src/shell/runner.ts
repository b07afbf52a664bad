import * as core from '@actions/core'
import type { Cleared, Shown } from '../gate/shown.ts'
import type { Annotation } from '../report/annotations.ts'

type SaidAnnotation = Omit<Annotation, 'title'> & Partial<Pick<Annotation, 'title'>>

/**
 * What GitHub's runner is told, through its commands and files: the only importer of @actions/core. All of it takes texts that
 * have gone through the gate, but for the masks, which are made of values.
 */

/** sayInfo prints a line. */
export function sayInfo(line: Shown): void {
  core.info(line)
}

/** sayDebug prints a line where debugging is on. */
export function sayDebug(line: Shown): void {
  core.debug(line)
}

/** sayGroup prints lines that can be folded. Its lines are text of ours and others': none is a command. */
export function sayGroup(title: Shown, lines: readonly Shown[]): void {
  core.startGroup(title)
  for (const line of lines) core.info(line)
  core.endGroup()
}

/** annotate prints an annotation, without a title under the runner's own. */
export function annotate({ level, message, ...properties }: Cleared<SaidAnnotation>): void {
  const say = { error: core.error, warning: core.warning, notice: core.notice }
  say[level](message, properties)
}

/** setOutput gives an output of the step its value. Throws what node:fs throws. */
export function setOutput(name: string, value: Shown): void {
  core.setOutput(name, value)
}

/** writeStepSummary appends to the step summary. Throws what node:fs throws. */
export async function writeStepSummary(markdown: Shown): Promise<void> {
  await core.summary.addRaw(markdown, true).write()
}

/** maskLine makes the runner blank a line of a value wherever it is printed from now on, by whichever program. */
export function maskLine(line: string): void {
  core.setSecret(line)
}
