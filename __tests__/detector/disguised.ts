import { taskDefinition } from './documents.ts'
import { Maker } from './made.ts'

/** The detector's result for a disguise: the highest level of a finding about a credential. */
export type Said = 'error' | 'warning' | 'nothing'

/** A way to hide a credential, or something harmless that looks like one: a whole task definition. */
export type Case = { readonly title: string; readonly task: unknown; readonly said: Said }

const maker = new Maker(1105)

/** Mixed letters and digits, as a generator produces them; the same in every run. */
export const DRAWN = `k7${maker.alnum(14)}4Qm9`
/** A password as users choose it. */
export const WEAK = ['tiger', 'lily', '77'].join('')
export const GITHUB = ['gh', 'p_', maker.alnum(36)].join('')
export const GITLAB = ['gl', 'pat-', maker.alnum(20)].join('')
export const STRIPE = ['sk', 'live', maker.alnum(24)].join('_')

export const base64 = (text: string): string => Buffer.from(text).toString('base64')
export const hex = (text: string): string => Buffer.from(text).toString('hex')
export const reversed = (text: string): string => [...text].reverse().join('')

/** variables returns one case for each name and value in `environment`. */
export function variables(
  kind: string,
  pairs: readonly (readonly [string, string, Said?])[]
): readonly Case[] {
  return pairs.map(([name, value, said = 'error'], index) => ({
    title: `${kind} ${index + 1}`,
    task: taskDefinition({ environment: [{ name, value }] }),
    said
  }))
}

/** containers returns one case for each set of members of a container. */
export function containers(
  kind: string,
  members: readonly (readonly [Record<string, unknown>, Said?])[]
): readonly Case[] {
  return members.map(([container, said = 'error'], index) => ({
    title: `${kind} ${index + 1}`,
    task: taskDefinition(container),
    said
  }))
}

/** tasks returns one case for each set of members of a task definition. */
export function tasks(
  kind: string,
  members: readonly (readonly [Record<string, unknown>, Said?])[]
): readonly Case[] {
  return members.map(([task, said = 'error'], index) => ({
    title: `${kind} ${index + 1}`,
    task: { ...(taskDefinition({}) as object), ...task },
    said
  }))
}

/** scripts returns one case for each text that a shell runs. */
export function scripts(kind: string, texts: readonly (string | readonly [string, Said])[]): readonly Case[] {
  return containers(
    kind,
    texts.map(entry => {
      const [text, said] = typeof entry === 'string' ? ([entry, 'error'] as const) : entry
      return [{ command: ['sh', '-c', text] }, said] as const
    })
  )
}
