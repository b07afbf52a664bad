import { groupBy } from '../../group.ts'

/** An instruction for after a run, with a command to copy if there is one. */
export type NextStep = { readonly text: string; readonly command?: string }

/** What to do, with every command for it. */
export type StepGroup = { readonly text: string; readonly commands: readonly string[] }

/** groupSteps returns the steps with every text only once, and the commands of the steps that have it. Pure. */
export function groupSteps(steps: readonly NextStep[]): readonly StepGroup[] {
  return groupBy(steps, ({ text }) => text).map(alike => ({
    text: (alike[0] as NextStep).text,
    commands: alike.flatMap(({ command }) => command ?? [])
  }))
}
