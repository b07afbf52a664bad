import * as core from '@actions/core'
import type { Annotation } from '../report/annotations.ts'
import type { Cleared, Shown } from '../report/gate/shown.ts'

type UntitledAnnotation = Omit<Annotation, 'title'> & Partial<Pick<Annotation, 'title'>>

/**
 * The commands and files of GitHub's runner: the only importer of @actions/core. All functions accept texts that have
 * passed the gate, except for the masks, which contain values.
 */

/** sayInfo prints a line. */
export function sayInfo(line: Shown): void {
  core.info(line)
}

/** sayDebug prints a line if debugging is enabled. */
export function sayDebug(line: Shown): void {
  core.debug(line)
}

/** sayGroup prints lines in a foldable group. The runner interprets none of its lines as a command. */
export function sayGroup(title: Shown, lines: readonly Shown[]): void {
  core.startGroup(title)
  for (const line of lines) core.info(line)
  core.endGroup()
}

/** annotate prints an annotation; one without a title appears under the runner's default title. */
export function annotate({ level, message, ...properties }: Cleared<UntitledAnnotation>): void {
  const say = { error: core.error, warning: core.warning, notice: core.notice }
  say[level](message, properties)
}

/** setOutput sets the value of a step output. Throws what node:fs throws. */
export function setOutput(name: string, value: Shown): void {
  core.setOutput(name, value)
}

/** writeStepSummary appends to the step summary. Throws what node:fs throws. */
export async function writeStepSummary(markdown: Shown): Promise<void> {
  await core.summary.addRaw(markdown, true).write()
}

/** maskLine makes the runner mask a line of a value from now on, in the output of every program. */
export function maskLine(line: string): void {
  core.setSecret(line)
}
